from boxoffice import SeatTaken, book, plan
from theatre import db

for number, guest, seats in (
    ("B-1", "Amsel", ["R3S5", "R3S6"]),
    ("B-2", "Buchner", ["R3S4", "R3S5"]),
    ("B-3", "Cerny", ["R3S4", "R3S3"]),
):
    try:
        book(number, guest, seats)
        print(f"{guest}: booked {' '.join(seats)}")
    except SeatTaken as exc:
        print(f"{guest}: sorry, not all free: {exc}")

total = 0
for booking, seats in plan():
    total += booking["cents"]
    print(f"{booking['id']} {booking['guest']}: {' '.join(seats)} {booking['cents'] / 100:.2f}")
print(f"to collect: {total / 100:.2f}")
db.close()
