from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'app.db'}")


@db.model
class Plate:
    id: str
    number: str


def ending(text):
    return "%" + text


for key, number in [("p1", "HH-AB 12"), ("p2", "KI-CD 34")]:
    db.express_sync.create("Plate", {"id": key, "number": number})

print("exact:", [p["id"] for p in db.express_sync.list("Plate", {"number": {"$like": "hh-ab 12"}})])
print("none:", db.express_sync.list("Plate", {"number": {"$like": ending("99")}}))
