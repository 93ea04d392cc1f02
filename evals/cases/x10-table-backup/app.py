from kailash.runtime.local import LocalRuntime
from kailash.sdk_exceptions import RuntimeExecutionError
from kailash.workflow.builder import WorkflowBuilder

from backup import dump_all
from models import db

ORDERS = [("o1", "c1", 4200), ("o2", "c9", 990), ("o3", "c1", 150)]


def take_order(order_id, customer_id, cents):
    wf = WorkflowBuilder()
    wf.add_node("CustomerReadNode", "customer", {"id": customer_id})
    wf.add_node("OrderCreateNode", "order", {"id": order_id, "cents": cents})
    wf.add_connection("customer", "name", "order", "customer_name")
    with LocalRuntime() as runtime:
        runtime.execute(wf.build())


def main():
    db.express_sync.create("Customer", {"id": "c1", "name": "Mill Lane Cafe"})
    for order_id, customer_id, cents in ORDERS:
        try:
            take_order(order_id, customer_id, cents)
        except RuntimeExecutionError:
            print("rejected:", order_id, "unknown customer", customer_id)
    print("orders:", db.express_sync.count("Order"))
    dump_all()


if __name__ == "__main__":
    try:
        main()
    finally:
        db.close()
