from pathlib import Path

from dataflow import DataFlow

db = DataFlow(str(Path(__file__).resolve().parent / "gazette.db"))


@db.model
class Subscriber:
    id: str
    email: str
    full_name: str = ""
    town: str = ""
    confirmed: bool = False


def subscribe(form):
    return db.express_sync.create("Subscriber", dict(form))


def confirm(email):
    found = db.express_sync.find_one("Subscriber", {"email": email})
    return db.express_sync.update("Subscriber", found["id"], {"confirmed": True})


def letters():
    subscribers = db.express_sync.list("Subscriber", order_by=["id"], limit=1000)
    return [
        f"to {s['email']}: Dear {s['full_name']} in {s['town']}"
        for s in subscribers
        if s["confirmed"] is True
    ]
