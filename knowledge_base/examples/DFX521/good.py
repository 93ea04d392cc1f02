from pathlib import Path

from dataflow import DataFlow
from dataflow.core.config import DataFlowConfig

HERE = Path(__file__).resolve().parent
config = DataFlowConfig(database_url=f"sqlite:///{HERE / 'bakery.db'}", batch_size=50)
db = DataFlow(config=config)


@db.model
class Loaf:
    id: str
    grams: int


db.express_sync.create("Loaf", {"id": "rye", "grams": 750})
print("grams:", db.express_sync.read("Loaf", "rye")["grams"])
