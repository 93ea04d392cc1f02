from models import db


def load():
    rows = [
        ("c1", "north", "long queue", "open"),
        ("c2", "north", "card reader broken", "open"),
        ("c3", "south", "cold soup", "closed"),
        ("c4", "west", "no receipt", "open"),
    ]
    db.express_sync.bulk_create(
        "Complaint", [dict(zip(("id", "counter", "text", "state"), row)) for row in rows])
