from decimal import Decimal

import pymysql

from dataflow import DataFlow

connection = pymysql.connect(host="127.0.0.1", user="root", database="test", autocommit=True)
with connection, connection.cursor() as cursor:
    cursor.execute("DROP TABLE IF EXISTS dfx490_tolls")

db = DataFlow("mysql://root@127.0.0.1:3306/test")


@db.model
class Toll:
    __tablename__ = "dfx490_tolls"
    id: str
    rate: Decimal


for number, rate in enumerate(["4.50", "2.75", "9.10"]):
    db.express_sync.create("Toll", {"id": f"t{number}", "rate": Decimal(rate)})
print([row["rate"] for row in db.express_sync.list("Toll", order_by=["rate"])])
db.close()
