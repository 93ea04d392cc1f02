from ledger import load_bookings, revenue_by_room
from models import db

BOOKINGS = [
    {"id": "b1", "room_id": "204", "guest": "Ilse", "nights": 2, "rate": 95.0},
    {"id": "b2", "room_id": "101", "guest": "Omar", "nights": 3, "rate": 80.0},
    {"id": "b3", "room_id": "204", "guest": "Tess", "nights": 1, "rate": 95.0},
]


def main():
    db.express_sync.bulk_create("Booking", BOOKINGS)
    bookings = load_bookings()
    print("bookings:", len(bookings))
    for line in revenue_by_room(bookings):
        print(f"room {line['room']}: {line['nights']} nights, {line['revenue']:.2f}")


if __name__ == "__main__":
    try:
        main()
    finally:
        db.close()
