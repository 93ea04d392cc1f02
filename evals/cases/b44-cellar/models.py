import os
from pathlib import Path

import psycopg2
from dataflow import DataFlow

URL = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")


def load_schema():
    con = psycopg2.connect(URL)
    with con, con.cursor() as cur:
        cur.execute((Path(__file__).parent / "schema.sql").read_text())
    con.close()


db = DataFlow(URL, auto_migrate=False)


@db.model
class CellarSupplier:
    id: str
    name: str
    active: bool = True


@db.model
class CellarWine:
    id: str
    label: str
    supplier_id: str
