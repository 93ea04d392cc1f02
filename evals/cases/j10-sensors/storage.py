from dataflow import DataFlow

import settings


def connect():
    url = f"sqlite:///{settings.DATABASE}"
    return DataFlow(url, config=settings.options(), auto_migrate=True)


settings.fresh()
db = connect()


@db.model
class Reading:
    id: str
    sensor: str
    celsius: float


def record(sensor, values):
    for number, celsius in enumerate(values, start=1):
        db.express_sync.create("Reading", {
            "id": f"{sensor}/{number}", "sensor": sensor, "celsius": celsius,
        })


def warmest(sensor):
    found = db.express_sync.list("Reading", {"sensor": sensor}, limit=1000)
    return max(reading["celsius"] for reading in found)
