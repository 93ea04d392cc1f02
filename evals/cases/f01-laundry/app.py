from slips import db

for number, pieces in enumerate([4, 11, 2], start=1):
    db.express_sync.create("Slip", {"id": f"s{number}", "pieces": pieces})
db.express_sync.delete("Slip", "s2")

print("open:", [slip["id"] for slip in db.express_sync.list("Slip", order_by=["id"])])
print("kept:", len(db.express_sync.list("Slip", include_deleted=True)))
