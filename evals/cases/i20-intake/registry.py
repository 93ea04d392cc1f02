"""Patient registry; the hospital's own schema is in schema.sql."""
import os
from pathlib import Path

import psycopg2
from dataflow import DataFlow

DSN = os.environ.get("REGISTRY_DB", "postgresql://postgres@127.0.0.1:5432/test")


def install_schema():
    con = psycopg2.connect(DSN)
    con.autocommit = True
    with con.cursor() as cur:
        cur.execute((Path(__file__).resolve().parent / "schema.sql").read_text())
    con.close()


def open_registry():
    install_schema()
    db = DataFlow(DSN, auto_migrate=False)

    @db.model
    class Patient:
        id: str
        ward: str
        allergy: str

        __tablename__ = "i20_patients"

    return db
