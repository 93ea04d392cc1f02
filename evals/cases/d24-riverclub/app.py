from legacy import load_dump

load_dump()

from models import db  # noqa: E402


def reminders(year):
    return db.express_sync.list("Member", {"paid_until": {"$lt": year}}, order_by=["name"])


def join(name, year, boat_class=None):
    db.express_sync.create("Member", {"name": name, "boat_class": boat_class, "paid_until": year})


if __name__ == "__main__":
    print("reminders:", [member["name"] for member in reminders(2025)])
    join("Noa Lind", 2025, "K1")
    print("members:", db.express_sync.count("Member"))
    db.close()
