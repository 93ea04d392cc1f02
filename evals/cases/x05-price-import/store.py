import os

import pymysql
from dataflow import DataFlow

DATABASE_URL = os.environ.get("DATABASE_URL", "mysql://root@127.0.0.1:3306/test")


def empty_demo_tables():
    con = pymysql.connect(host="127.0.0.1", user="root", password="", database="test")
    with con.cursor() as cur:
        cur.execute("DROP TABLE IF EXISTS spare_suppliers")
        cur.execute("DROP TABLE IF EXISTS spare_parts")
    con.close()


empty_demo_tables()
db = DataFlow(DATABASE_URL)


@db.model
class SpareSupplier:
    id: str
    name: str


@db.model
class SparePart:
    id: str
    supplier_id: str
    name: str
    cents: int
