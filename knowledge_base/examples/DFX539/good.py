from pathlib import Path

from dataflow import DataFlow

db = DataFlow(str(Path(__file__).resolve().parent / "relay.db"), pool_size=3)


@db.model
class Relay:
    id: str
    closed: bool = False


db.express_sync.create("Relay", {"id": "r1"})
print("relays:", db.express_sync.count("Relay"))
