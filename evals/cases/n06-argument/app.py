import argparse
from pathlib import Path

from dataflow import DataFlow

parser = argparse.ArgumentParser()
parser.add_argument("--day", required=True)
options = parser.parse_args()

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'jobs.db'}")


@db.model
class Job:
    id: str
    day: str


db.express_sync.create("Job", {"id": "nightly", "day": options.day})
