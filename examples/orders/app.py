"""Takes an order: stores the customer, then the order that belongs to the customer."""

from uuid import uuid4

from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

import models  # registers the nodes of Customer and Order


def order_workflow(name, items):
    """One workflow for both rows, so that an order never stands without its customer."""
    workflow = WorkflowBuilder()
    workflow.add_node("CustomerCreateNode", "customer", {"id": uuid4().hex, "name": name})
    workflow.add_node("OrderCreateNode", "order", {"id": uuid4().hex, "total": total(items)})
    workflow.add_connection("customer", "customer_id", "order", "customer_id")
    return workflow


def total(items):
    return round(sum(price * count for price, count in items), 2)


def place_order(name, items):
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(order_workflow(name, items).build())
    return results["order"]


if __name__ == "__main__":
    order = place_order("Ada", [(4.5, 2), (12.0, 1)])
    print("order", order["id"], "for customer", order["customer_id"])
