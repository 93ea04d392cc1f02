"""Weekly review: incidents that were severe or took long."""
from pathlib import Path

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
for leftover in HERE.glob("incidents.db*"):
    leftover.unlink()

db = DataFlow(f"sqlite:///{HERE / 'incidents.db'}")


@db.model
class Incident:
    id: str
    service: str
    severity: str
    minutes: int


WEEK = [
    ("I-1", "mail", "low", 15), ("I-2", "vpn", "high", 20), ("I-3", "erp", "low", 240),
    ("I-4", "erp", "high", 95), ("I-5", "print", "medium", 60),
]


def load(week):
    fields = ("id", "service", "severity", "minutes")
    db.express_sync.bulk_create("Incident", [dict(zip(fields, incident)) for incident in week])


def for_review(longer_than):
    conditions = {"$or": [{"severity": "high"}, {"minutes": {"$gt": longer_than}}]}
    return db.express_sync.list("Incident", filter=conditions)


def main():
    load(WEEK)
    print("incidents:", db.express_sync.count("Incident"))
    review = sorted(for_review(longer_than=60), key=lambda incident: incident["id"])
    print("review:", ", ".join(f"{i['id']} {i['service']}" for i in review))


main()
