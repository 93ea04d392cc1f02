from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'gate.db'}")


@db.model
class Badge:
    id: str
    level: int


def raise_level(number):
    answer = db.express_sync.update("Badge", number, {"level": 2})
    return answer.get("rows_affected", 1)


db.express_sync.create("Badge", {"id": "n7", "level": 1})
for number in ("n7", "n8"):
    print(number, "raised" if raise_level(number) else "is not known")
db.close()
