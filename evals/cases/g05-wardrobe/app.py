from coats import coat, db

db.express_sync.create("Coat", {"id": "c1", "colour": "grey"})
db.express_sync.delete("Coat", "c1")
print("coat:", coat("grey")["id"])
db.close()
