from datetime import timedelta

from dataflow import DataFlow

import clean

clean.reset("measurements")
db = DataFlow(clean.URL)


@db.model
class Measurement:
    id: int
    metres: float


def is_fresh(row, now):
    return now - row["created_at"] < timedelta(days=2)
