import os

from dataflow import DataFlow

DB = os.environ.get("BAKERY_DB")
db = DataFlow(DB)


@db.model
class Loaf:
    id: str
    grain: str
