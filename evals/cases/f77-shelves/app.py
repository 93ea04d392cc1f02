from store import db, on

for number, shelf in enumerate(["A3", "0", "B1"], start=1):
    db.express_sync.create("Ware", {"id": number, "shelf": shelf})
print("shelf 0:", on(0))
db.close()
