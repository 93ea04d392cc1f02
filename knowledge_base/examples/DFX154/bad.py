from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'tanks.db'}")


@db.model
class Tank:
    id: int
    litres: int

    def __post_init__(self):
        if self.litres < 0:
            raise ValueError("a tank holds no negative amount")


for number, litres in enumerate([40, -3], start=1):
    try:
        db.express_sync.create("Tank", {"id": number, "litres": litres})
    except Exception:
        print("refused:", litres)
stored = [tank["litres"] for tank in db.express_sync.list("Tank")]
assert min(stored) >= 0, "a negative amount was stored"
print("tanks:", len(stored))
