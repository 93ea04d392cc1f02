from decimal import Decimal

import pymysql

from dataflow import DataFlow

connection = pymysql.connect(host="127.0.0.1", user="root", database="test", autocommit=True)
with connection, connection.cursor() as cursor:
    cursor.execute("DROP TABLE IF EXISTS dfx490_bids")

db = DataFlow("mysql://root@127.0.0.1:3306/test")


@db.model
class Bid:
    __tablename__ = "dfx490_bids"
    id: str
    bidder: str
    amount: Decimal


for number, (bidder, amount) in enumerate([("Ida", "95.00"), ("Jon", "1250.00"), ("Mina", "310.00")]):
    db.express_sync.create("Bid", {"id": f"b{number}", "bidder": bidder, "amount": Decimal(amount)})
for row in db.express_sync.list("Bid", order_by=["-amount"]):
    print(row["bidder"], Decimal(row["amount"]).quantize(Decimal("0.01")))
db.close()
