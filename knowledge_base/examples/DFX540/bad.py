from dataflow import DataFlow
from dataflow.core.config import DataFlowConfig

config = DataFlowConfig.from_env()
config.cache_ttl = 30
db = DataFlow(config=config)


@db.model
class Harvest:
    id: str
    tons: float


db.express_sync.create("Harvest", {"id": "2026", "tons": 7.5})
print("harvests:", db.express_sync.count("Harvest"))
