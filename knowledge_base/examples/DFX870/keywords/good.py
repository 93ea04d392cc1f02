from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'hives.db'}")


@db.model
class Hive:
    id: int
    meadow: str
    frames: int
    queen: str | None = None


def change(number, meadow=None, frames=None, queen=None):
    wanted = {"meadow": meadow, "frames": frames, "queen": queen}
    db.express_sync.update(
        "Hive", number, {name: value for name, value in wanted.items() if value is not None}
    )


db.express_sync.create("Hive", {"id": 4, "meadow": "south", "frames": 10, "queen": "F1"})
change(4, meadow="north", frames=12)
hive = db.express_sync.read("Hive", 4)
print(hive["meadow"], hive["frames"], hive["queen"])
db.close()
