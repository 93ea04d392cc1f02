from datetime import datetime
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'flights.db'}")


import airlines


@db.model
class Flight:
    id: str
    at: datetime


for flight in airlines.flights():
    db.express_sync.create("Flight", flight)
print("flights:", db.express_sync.count("Flight"))
