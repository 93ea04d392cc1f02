from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'plumber.db'}")


@db.model
class Job:
    id: int
    customer: str
    hours: float = 1.0


db.express_sync.create("Job", id=1, customer="Moss", hours=2.5)
print("jobs:", db.express_sync.count("Job"))
db.close()
