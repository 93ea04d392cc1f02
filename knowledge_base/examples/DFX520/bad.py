from pathlib import Path

from dataflow import DataFlow
from dataflow.core.config import DataFlowConfig

HERE = Path(__file__).resolve().parent
config = DataFlowConfig(batch_size=200, cache_enabled=False)
db = DataFlow(f"sqlite:///{HERE / 'museum.db'}", config=config)


@db.model
class Exhibit:
    id: str
    room: int


db.express_sync.create("Exhibit", {"id": "vase", "room": 4})
print("exhibits:", db.express_sync.count("Exhibit"))
