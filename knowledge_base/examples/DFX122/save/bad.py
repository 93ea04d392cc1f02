from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'quarry.db'}")


@db.model
class Stone:
    id: str
    kind: str
    tons: int = 1


def deliver(loads):
    total = 0
    for number, (kind, tons) in enumerate(loads, start=1):
        stone = Stone(id=f"s{number}", kind=kind, tons=tons)
        stone.save()
        total += stone.tons
    return total


print("tons:", deliver([("slate", 4), ("granite", 9)]))
print("loads:", db.express_sync.count("Stone"))
