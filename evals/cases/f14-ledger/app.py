from bookings import db

db.express_sync.create("Booking", {"id": "b1", "cents": 1250})
try:
    db.express_sync.update("Booking", "b1", {"cents": 1})
    print("update: accepted")
except Exception:
    print("update: refused")
print("cents:", db.express_sync.read("Booking", "b1")["cents"])
