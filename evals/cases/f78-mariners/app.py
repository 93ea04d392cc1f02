from store import db

db.express_sync.create("Mariner", {"id": 1, "name": "Ole"})
print("mariners:", db.express_sync.count("Mariner"))
db.close()
