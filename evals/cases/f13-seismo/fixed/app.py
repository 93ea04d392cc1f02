from pathlib import Path

from dataflow import DataFlowEngine

URL = f"sqlite:///{Path(__file__).resolve().parent / 'seismo.db'}"


def station():
    return DataFlowEngine.builder(URL).build_sync()


engine = station()
db = engine.dataflow


@db.model
class Quake:
    id: str
    magnitude: float


db.express_sync.create("Quake", {"id": "q1", "magnitude": 3.5})
print("quakes:", db.express_sync.count("Quake"))
