from pathlib import Path

from dataflow import DataFlowEngine

URL = f"sqlite:///{Path(__file__).resolve().parent / 'quake.db'}"
engine = DataFlowEngine.builder(URL).build()
db = engine.dataflow


@db.model
class Quake:
    id: str
    magnitude: float


db.express_sync.create("Quake", {"id": "q1", "magnitude": 3.4})
print("quakes:", db.express_sync.count("Quake"))
