from decimal import Decimal

import pymysql

from dataflow import DataFlow

connection = pymysql.connect(host="127.0.0.1", user="root", database="test", autocommit=True)
with connection, connection.cursor() as cursor:
    cursor.execute("DROP TABLE IF EXISTS dfx490_fares")
    cursor.execute("CREATE TABLE dfx490_fares (id VARCHAR(40) PRIMARY KEY, price NUMERIC(10, 2) NOT NULL)")

db = DataFlow("mysql://root@127.0.0.1:3306/test", auto_migrate=False)


@db.model
class Fare:
    __tablename__ = "dfx490_fares"
    id: str
    price: Decimal


for number, price in enumerate(["104.50", "22.75", "9.10"]):
    db.express_sync.create("Fare", {"id": f"f{number}", "price": Decimal(price)})
print([row["price"] for row in db.express_sync.list("Fare", order_by=["price"])])
db.close()
