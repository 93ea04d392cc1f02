from pathlib import Path
from typing import Optional

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'donors.db'}")


@db.model
class Donor:
    id: str
    first: str
    last: Optional[str] = None


db.express_sync.create("Donor", {"id": "1", "first": "Ines", "last": "Roth"})
db.express_sync.create("Donor", {"id": "2", "first": "Plato"})


def salutation(donor):
    return "Dear " + donor["first"] + " " + donor["last"]


for donor in db.express_sync.list("Donor", order_by=["id"]):
    print(salutation(donor))
