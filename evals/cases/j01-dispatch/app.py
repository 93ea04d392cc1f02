from flows import price
from store import db, take_in

DELIVERY = [("p-100", "Graz", 2.5), ("p-101", "Linz", 10.0), ("p-102", "Wels", 0.75)]


def report():
    parcels = db.express_sync.list("Parcel", {"status": "priced"})
    for parcel in sorted(parcels, key=lambda p: p["id"]):
        print(f"{parcel['id']} {parcel['city']}: {parcel['fee']}")


def main():
    take_in(DELIVERY)
    for number, _city, _weight in DELIVERY:
        print("computed", number, price(number))
    report()
    db.close()


if __name__ == "__main__":
    main()
