"""Nightly import of the supplier invoices and the list for the controller."""
import csv
import io
from decimal import Decimal

from ledger import db

EXPORT = """number,supplier,period,amount
4401,Hafenlogistik,2025-02,12400.00
4402,Papier Kranz,2025-02,980.40
4403,Stadtwerke,2025-02,3115.75
4404,Cafe Mora,2025-02,86.20
4405,Glas Peters,2025-02,450.00
4390,Hafenlogistik,2025-01,9100.00
"""


def invoices(text):
    for line in csv.DictReader(io.StringIO(text)):
        number = line.pop("number")
        yield {"id": f"inv-{number}", **line, "amount": Decimal(line["amount"])}


def import_export(text=EXPORT):
    stored = [db.express_sync.create("Invoice", invoice) for invoice in invoices(text)]
    return len(stored)


def largest(period, how_many=3, column="amount"):
    return db.express_sync.list("Invoice", {"period": period}, limit=how_many, order_by=[f"-{column}"])


def total(period):
    rows = db.express_sync.list("Invoice", {"period": period}, limit=10_000)
    return sum((Decimal(str(row["amount"])) for row in rows), Decimal(0))
