from models import db


def open_trip(code, destination):
    db.express_sync.create("CoachTrip", {"code": code, "destination": destination})
    return db.express_sync.find_one("CoachTrip", {"code": code})


def reserve(trip, passengers):
    for passenger in passengers:
        db.express_sync.create("CoachSeat", {"trip_id": trip["id"], "passenger": passenger})


def manifest(code):
    trip = db.express_sync.find_one("CoachTrip", {"code": code})
    seats = db.express_sync.list("CoachSeat", {"trip_id": trip["id"]}, order_by=["passenger"])
    return [seat["passenger"] for seat in seats]
