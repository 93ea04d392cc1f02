import os
from pathlib import Path

from dataflow import DataFlow

os.environ.setdefault("MARKET_TENANTS", "0")
SEVERAL = bool(os.environ["MARKET_TENANTS"])
db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'market.db'}", multi_tenant=SEVERAL)


@db.model
class Stall:
    id: str
    metres: int


db.express_sync.create("Stall", {"id": "s1", "metres": 4})
print("stalls:", db.express_sync.count("Stall"))
db.close()
