import clean

import psycopg2

from dataflow import DataFlow

DSN = clean.URL
clean.reset("order_lines")
db = DataFlow(DSN)


@db.model
class OrderLine:
    id: str
    sku: str
    pieces: int


for n, (sku, pieces) in enumerate([("nut", 5), ("bolt", 7)]):
    db.express_sync.create("OrderLine", {"id": str(n), "sku": sku, "pieces": pieces})


def report():
    with psycopg2.connect(DSN) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT sum(pieces) FROM order_lines")
        return cursor.fetchone()[0]


print("pieces:", report())
db.close()
