from store import db

db.express_sync.create("Ferry", {"id": 1, "name": "Freya", "flag": "DK"})
print("flag:", db.express_sync.read("Ferry", 1)["flag"])
db.close()
