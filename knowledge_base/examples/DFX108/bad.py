import time
from datetime import datetime
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'door.db'}")


@db.model
class Entry:
    id: str
    seen: str = datetime.now().isoformat()


for key in ("e1", "e2"):
    db.express_sync.create("Entry", {"id": key})
    time.sleep(0.01)

print("different times:", len({e["seen"] for e in db.express_sync.list("Entry")}))
