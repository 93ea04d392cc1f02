from pathlib import Path

from dataflow import DataFlow
from dataflow.core.config import DataFlowConfig

DB_FILE = Path(__file__).resolve().parent / "practice.db"
config = DataFlowConfig(database_url=f"sqlite:///{DB_FILE}", batch_size=100)
db = DataFlow(config=config, multi_tenant=True)


@db.model
class Finding:
    id: str
    text: str


try:
    db.express_sync.create("Finding", {"id": "f1", "text": "normal"})
    print("stored without a tenant")
except Exception:
    print("refused without a tenant")
