"""Parcel depot: books what the night lorry brought and prints the bay list."""
import sys

import psycopg

from settings import SETTINGS


def clear_yesterday():
    with psycopg.connect(SETTINGS.dsn, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS h21_parcels")


NIGHT_LORRY = {
    "A": [("P-1041", 2300, "Imker Voss"), ("P-1042", 5100, None)],
    "B": [("P-1043", 800, "Lotto Reuter"), ("P-1044", 12400, "Radhaus Kern")],
}


def bay_list(bay):
    with psycopg.connect(SETTINGS.dsn) as connection:
        parcels, grams = connection.execute(
            "SELECT count(*), coalesce(sum(grams), 0) FROM h21_parcels WHERE bay = %s", (bay,)
        ).fetchone()
    return f"bay {bay}: {parcels} parcels, {grams / 1000:.1f} kg"


def main():
    clear_yesterday()
    from depot import BookingDesk, db

    try:
        booked = sum(BookingDesk(bay).book(parcels) for bay, parcels in NIGHT_LORRY.items())
        print(f"booked {booked} parcels")
        for bay in sorted(NIGHT_LORRY):
            print(bay_list(bay))
    finally:
        db.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
