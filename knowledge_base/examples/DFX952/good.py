from pathlib import Path

from dataflow.core.protected_engine import ProtectedDataFlow
from dataflow.core.protection import OperationType

db = ProtectedDataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'buoys.db'}", cache_enabled=False)


@db.model
class Buoy:
    id: int
    depth: int


db.add_model_protection("Buoy", allowed_operations={OperationType.READ, OperationType.CREATE})
db.express_sync.create("Buoy", {"id": 1, "depth": 30})
print("depth:", db.express_sync.read("Buoy", 1)["depth"])
db.close()
