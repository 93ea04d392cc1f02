from dataflow.exceptions import DataFlowError

from models import db

READINGS = [
    {"id": "r1", "station": "Davos", "celsius": -4.5, "humidity": 71},
    {"id": "r2", "station": "Davos", "celsius": 999.9, "humidity": 70},
    {"id": "r3", "station": "Lugano", "celsius": 18.0, "humidity": 140},
    {"id": "r4", "station": "Basel", "celsius": 11.2, "humidity": 64},
]


def store(readings):
    refused = []
    for reading in readings:
        try:
            db.express_sync.create("WeatherReading", reading)
        except DataFlowError as exc:
            refused.append(str(exc))
    return refused


refused = store(READINGS)
print("refused readings:", len(refused))
print("stored:", [r["id"] for r in db.express_sync.list("WeatherReading", order_by=["id"])])
db.close()
