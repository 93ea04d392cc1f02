from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'buses.db'}")


@db.model
class Bus:
    id: str
    line: str
    seats: int = 40

    def label(self):
        return self.line


db.express_sync.create("Bus", {"id": "b1", "line": "13A", "seats": 95})
print("seats:", db.express_sync.read("Bus", "b1")["seats"])
