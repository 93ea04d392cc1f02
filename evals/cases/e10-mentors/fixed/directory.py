from pathlib import Path
from typing import Optional

from dataflow import DataFlow

db = DataFlow(str(Path(__file__).resolve().parent / "mentors.db"))


@db.model
class Mentor:
    id: str
    name: str
    subject: str
    phone: Optional[str] = None
    website: Optional[str] = None
    active: bool = True


def add_mentor(person):
    return db.express_sync.create("Mentor", person)


def overview():
    for mentor in db.express_sync.list("Mentor", order_by=["id"]):
        contact = mentor["phone"] or mentor["website"] or "no contact"
        yield f"{mentor['name']} ({mentor['subject']}): {contact}"
