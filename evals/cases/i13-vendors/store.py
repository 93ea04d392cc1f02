"""Vendor master data in MySQL; the tables come from schema.sql."""
import os
from pathlib import Path

import pymysql
from dataflow import DataFlow

URL = os.environ.get("VENDOR_DB", "mysql+pymysql://root@127.0.0.1:3306/test")


def install_schema():
    con = pymysql.connect(host="127.0.0.1", port=3306, user="root", database="test", autocommit=True)
    script = (Path(__file__).resolve().parent / "schema.sql").read_text()
    with con.cursor() as cur:
        for statement in filter(None, (part.strip() for part in script.split(";"))):
            cur.execute(statement)
    con.close()


def open_store():
    install_schema()
    db = DataFlow(URL, auto_migrate=False, cache_enabled=False)

    @db.model
    class Vendor:
        id: int
        vat_number: str
        company: str
        city: str

        __tablename__ = "i13_vendors"

    return db
