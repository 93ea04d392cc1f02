from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'leagues.db'}", multi_tenant=True)


@db.model
class Club:
    id: str
    city: str


db.tenant_context.register_tenant("west", "League West")
with db.tenant_context.switch("west"):
    db.express_sync.create("Club", {"id": "c1", "city": "Bergen"})
    print("clubs:", db.express_sync.count("Club"))
db.close()
