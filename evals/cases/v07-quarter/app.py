import clean

import psycopg2

from dataflow import DataFlow

ADMIN = clean.URL
SCHEMA = "reporting"


def prepare():
    con = psycopg2.connect(ADMIN)
    con.autocommit = True
    con.cursor().execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    con.close()


prepare()
clean.reset("reports")
db = DataFlow(ADMIN + f"?options=-csearch_path%3D{SCHEMA}")


@db.model
class Report:
    id: str
    title: str


db.express_sync.create("Report", {"id": "q1", "title": "First quarter"})
print(db.express_sync.read("Report", "q1")["title"])
db.close()
