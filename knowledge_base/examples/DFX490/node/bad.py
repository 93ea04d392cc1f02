from decimal import Decimal

import pymysql

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

connection = pymysql.connect(host="127.0.0.1", user="root", database="test", autocommit=True)
with connection, connection.cursor() as cursor:
    cursor.execute("DROP TABLE IF EXISTS dfx490_nodes")

db = DataFlow("mysql://root@127.0.0.1:3306/test")


@db.model
class Bid:
    __tablename__ = "dfx490_nodes"
    id: str
    bidder: str
    amount: Decimal


for number, (bidder, amount) in enumerate([("Ida", "95.00"), ("Jon", "1250.00"), ("Mina", "310.00")]):
    db.express_sync.create("Bid", {"id": f"b{number}", "bidder": bidder, "amount": Decimal(amount)})
workflow = WorkflowBuilder()
workflow.add_node("BidListNode", "ranked", {"order_by": ["amount"]})
with LocalRuntime() as runtime:
    results, _ = runtime.execute(workflow.build())
print([row["bidder"] for row in results["ranked"]["records"]])
db.close()
