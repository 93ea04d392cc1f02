from dataclasses import dataclass, field
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'knots.db'}")


@db.model
@dataclass
class Knot:
    id: str
    name: str
    uses: list = field(default_factory=list)


db.express_sync.create("Knot", {"id": "k1", "name": "bowline"})
print("uses:", db.express_sync.read("Knot", "k1")["uses"])
