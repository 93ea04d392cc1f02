from feed import FEED
from store import db

for row in FEED:
    db.express_sync.create("Lit", row)
print("burning:", db.express_sync.count("Lit", {"burning": True}))
db.close()
