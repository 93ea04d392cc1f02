"""Goods receipt tables on PostgreSQL."""
import os

import psycopg2
from dataflow import DataFlow

DSN = os.environ.get("RECEIVING_DB", "postgresql://postgres@127.0.0.1:5432/test")


def clean_tables():
    con = psycopg2.connect(DSN)
    con.autocommit = True
    with con.cursor() as cur:
        cur.execute("DROP TABLE IF EXISTS i16_receipts, i16_receipt_lines")
    con.close()


clean_tables()
db = DataFlow(DSN)


@db.model
class Receipt:
    id: str
    supplier: str

    __tablename__ = "i16_receipts"


@db.model
class ReceiptLine:
    id: str
    receipt_id: str
    article: str
    quantity: int

    __tablename__ = "i16_receipt_lines"
