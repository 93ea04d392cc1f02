from papers import papers
from store import db, store

store(1, papers())
print("customs:", db.express_sync.read("Freight", 1)["papers"]["customs"][:10])
db.close()
