from workshop import book, db

db.express_sync.create("Scooter", {"id": "sc-100"})
print("sc-001:", book("sc-001"))
