from pathlib import Path

from dataflow import DataFlow

URL = f"sqlite:///{Path(__file__).resolve().parent / 'meter.db'}"


db = DataFlow(URL)


@db.model
class Reading:
    id: str
    value: int


def store(reading_id, value):
    db.express_sync.create("Reading", {"id": reading_id, "value": value})
    return db.express_sync.count("Reading")


for number in range(5):
    total = store(f"r{number}", number * 3)
print("readings:", total)
