from store import db

db.express_sync.upsert("Crew", {"id": 1, "name": "Reds"}, conflict_on=["id"])
db.express_sync.upsert("Crew", {"id": 1, "name": "Blues"}, conflict_on=["id"])
print("crew:", db.express_sync.read("Crew", 1)["name"])
db.close()
