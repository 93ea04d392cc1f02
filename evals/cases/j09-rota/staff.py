from pathlib import Path

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
for leftover in HERE.glob("rota.db*"):
    leftover.unlink()

db = DataFlow(f"sqlite:///{HERE / 'rota.db'}")


@db.model
class Nurse:
    id: str
    name: str
    ward: str


@db.model
class Shift:
    day: str
    ward: str
    nurse: str


def hire(ward, *names):
    for name in names:
        db.express_sync.create("Nurse", {"id": f"{ward}-{name.lower()}", "name": name, "ward": ward})


def nurses_of(ward):
    return db.express_sync.list("Nurse", {"ward": ward}, limit=200)


def assign(day, ward, team):
    for nurse in team:
        db.express_sync.create("Shift", {"day": day, "ward": ward, "nurse": nurse["id"]})
