from pathlib import Path

from dataflow import DataFlow

data = Path(__file__).resolve().parent / "data"
data.mkdir(exist_ok=True)
db = DataFlow(f"sqlite:///{data}")


@db.model
class Shell:
    id: str
    species: str


db.express_sync.create("Shell", {"id": "s1", "species": "cowrie"})
print("shells:", db.express_sync.count("Shell"))
