from store import db

db.express_sync.create("Rig", {"id": 1, "parts": {"mast": 2}})
print("mast:", db.express_sync.read("Rig", 1)["parts"]["mast"])
db.close()
