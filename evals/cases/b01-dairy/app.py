from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from models import db

MORNING = [
    {"id": "d-01", "farm": "Hofer", "litres": 420, "rejected": False},
    {"id": "d-02", "farm": "Lindner", "litres": 310, "rejected": False},
    {"id": "d-03", "farm": "Moser", "litres": 95, "rejected": True},
    {"id": "d-04", "farm": "Pichler", "litres": 505, "rejected": False},
]


def intake(rows):
    wf = WorkflowBuilder()
    wf.add_node("DeliveryBulkCreateNode", "store_rows", {"data": rows})
    wf.add_node("DeliveryCountNode", "all_rows", {})
    wf.add_node("DeliveryListNode", "accepted", {"filter": {"rejected": False}, "limit": 1000})
    wf.add_node("PythonCodeNode", "sum_litres", {
        "code": "result = {'litres': sum(r['litres'] for r in rows)}",
    })
    wf.add_connection("accepted", "records", "sum_litres", "rows")

    with LocalRuntime() as runtime:
        results, _ = runtime.execute(wf.build())
    return {
        "stored": results["store_rows"]["inserted"],
        "deliveries": results["all_rows"]["count"],
        "litres": results["sum_litres"]["result"]["litres"],
    }


if __name__ == "__main__":
    summary = intake(MORNING)
    print("stored:", summary["stored"])
    print("deliveries today:", summary["deliveries"])
    print("accepted litres:", summary["litres"])
    db.close()
