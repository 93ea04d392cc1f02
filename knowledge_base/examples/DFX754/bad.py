from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'devices.db'}")


@db.model
class Device:
    id: int
    label: str
    config: dict


db.express_sync.create("Device", {"id": 1, "label": "pump", "config": {"mode": "auto"}})
db.express_sync.create("Device", {"id": 2, "label": "fan", "config": {"mode": "manual"}})

automatic = db.express_sync.list("Device", {"config.mode": "auto"})
print("automatic:", [device["label"] for device in automatic])
db.close()
