from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "accounts.db"
DB_FILE.unlink(missing_ok=True)

db = DataFlow(f"sqlite:///{DB_FILE}")


@db.model
class Booking:
    id: str
    account: str
    day: str
    text: str
    amount: int  # cents


BOOKINGS = [
    ("b1", "ACME", "2025-03-03", "Invoice 1041", 129900),
    ("b2", "ACME", "2025-03-11", "Payment received", -80000),
    ("b3", "ACME", "2025-03-19", "Invoice 1058", 24050),
    ("b4", "NORD", "2025-03-05", "Invoice 1043", 50000),
    ("b5", "NORD", "2025-03-28", "Payment received", -50000),
]


def seed():
    names = ("id", "account", "day", "text", "amount")
    for values in BOOKINGS:
        db.express_sync.create("Booking", dict(zip(names, values)))


def bookings_of(account):
    return db.express_sync.list("Booking", {"account": account}, limit=500, order_by=["day"])
