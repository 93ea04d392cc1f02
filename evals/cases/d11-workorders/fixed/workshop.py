from uuid import uuid4

from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder


def open_order(plate, customer, parts):
    wf = WorkflowBuilder()
    wf.add_node("WorkOrderCreateNode", "order", {"id": uuid4().hex, "plate": plate, "customer": customer})
    for position, (part, quantity) in enumerate(parts, start=1):
        wf.add_node("SparePartCreateNode", f"part_{position}", {"part": part, "quantity": quantity})
        wf.add_connection("order", "id", f"part_{position}", "work_order_id")
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(wf.build())
    return results["order"]
