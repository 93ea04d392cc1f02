from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'silos.db'}")


@db.model
class Silo:
    id: str
    tons: int


def silos(least=None, most=None):
    limits = {"tons__gte": least, "tons__lte": most}
    wanted = {name: limit for name, limit in limits.items() if limit is not None}
    return sorted(silo["id"] for silo in db.express_sync.list("Silo", wanted))


for number in range(5):
    db.express_sync.create("Silo", {"id": f"s{number}", "tons": 20 * number})
print("any:", silos())
print("full:", silos(least=60))
print("between:", silos(least=20, most=40))
