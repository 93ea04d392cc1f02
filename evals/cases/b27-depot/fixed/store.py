import os
from pathlib import Path

import psycopg2
from dataflow import DataFlow

DATABASE_URL = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")


def run_sql(text):
    con = psycopg2.connect(DATABASE_URL)
    con.cursor().execute(text)
    con.commit()
    con.close()


run_sql((Path(__file__).resolve().parent / "release1.sql").read_text())
run_sql("ALTER TABLE b27_pallets ALTER COLUMN bay TYPE TEXT USING bay::text")

db = DataFlow(DATABASE_URL, auto_migrate=True)


@db.model
class Pallet:
    __tablename__ = "b27_pallets"

    id: str
    content: str
    bay: str
