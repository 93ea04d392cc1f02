from pathlib import Path
from uuid import UUID

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'devices.db'}")


@db.model
class Device:
    id: str
    serial: str


serial = UUID("5f0c2f3e-0000-4000-8000-000000000001")

db.express_sync.create("Device", {"id": "d1", "serial": str(serial)})
print(db.express_sync.read("Device", "d1")["serial"][:8])
