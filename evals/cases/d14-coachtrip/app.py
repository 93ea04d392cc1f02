import booking
from models import db

ORDERS = [
    ("GRZ-1", "Graz", ["Ines Moser", "Karl Haas"]),
    ("LNZ-4", "Linz", ["Petra Wolf"]),
]


def main():
    for code, destination, passengers in ORDERS:
        trip = booking.open_trip(code, destination)
        booking.reserve(trip, passengers)
    for code, _, _ in ORDERS:
        print(f"{code}: {', '.join(booking.manifest(code))}")


if __name__ == "__main__":
    try:
        main()
    finally:
        db.close()
