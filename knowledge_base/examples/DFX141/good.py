from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'theatre.db'}")


@db.model
class Scene:
    id: str
    lights: dict


db.express_sync.create("Scene", {"id": "s1", "lights": {"front": 40, "back": 75}})
scene = db.express_sync.read("Scene", "s1")
print("back light:", scene["lights"]["back"])
