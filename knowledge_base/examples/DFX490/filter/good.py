from decimal import Decimal

import pymysql
from sqlalchemy import create_engine, text

from dataflow import DataFlow

connection = pymysql.connect(host="127.0.0.1", user="root", database="test", autocommit=True)
with connection, connection.cursor() as cursor:
    cursor.execute("DROP TABLE IF EXISTS dfx490_filters")

db = DataFlow("mysql://root@127.0.0.1:3306/test")


@db.model
class Bid:
    __tablename__ = "dfx490_filters"
    id: str
    bidder: str
    amount: Decimal


db.create_tables()
engine = create_engine(db.config.database.url.replace("mysql://", "mysql+pymysql://", 1))
with engine.begin() as connection:
    connection.execute(text("ALTER TABLE dfx490_filters MODIFY amount DECIMAL(30, 10) NOT NULL"))

for number, (bidder, amount) in enumerate([("Ida", "95.00"), ("Jon", "1250.00"), ("Mina", "310.00")]):
    db.express_sync.create("Bid", {"id": f"b{number}", "bidder": bidder, "amount": Decimal(amount)})
for limit in ("90.00", "1000.00"):
    found = db.express_sync.list("Bid", {"amount": {"$gte": Decimal(limit)}}, order_by=["bidder"])
    print("from", limit, [row["bidder"] for row in found])
db.close()
