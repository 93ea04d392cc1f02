import os
from decimal import Decimal

import pymysql
from dataflow import DataFlow

DATABASE_URL = os.environ.get("LEDGER_DATABASE_URL", "mysql://root@127.0.0.1:3306/test")


def start_clean(host="127.0.0.1", user="root", database="test"):
    con = pymysql.connect(host=host, port=3306, user=user, database=database, autocommit=True)
    with con, con.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS h20_invoices")


start_clean()
db = DataFlow(DATABASE_URL)


@db.model
class Invoice:
    id: str
    supplier: str
    period: str
    amount: Decimal

    __tablename__ = "h20_invoices"
