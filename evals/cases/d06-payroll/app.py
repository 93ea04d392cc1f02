from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from models import db
from steps import PAYROLL

WEEK = [
    ("s1", "Ilse", 8.0, False),
    ("s2", "Ilse", 10.0, False),
    ("s3", "Murat", 6.0, True),
    ("s4", "Murat", 9.0, False),
]


def wages(runtime):
    wf = WorkflowBuilder()
    wf.add_node("ShiftListNode", "shifts", {"filter": {}, "order_by": ["id"], "limit": 1000})
    wf.add_node("PythonCodeNode", "payroll", {"code": PAYROLL})
    wf.add_connection("shifts", "records", "payroll", "shifts")
    results, _ = runtime.execute(wf.build())
    return results["payroll"]["result"]["wages"]


if __name__ == "__main__":
    for shift_id, worker, hours, holiday in WEEK:
        db.express_sync.create("Shift", {"id": shift_id, "worker": worker, "hours": hours, "holiday": holiday})
    with LocalRuntime() as runtime:
        for worker, amount in wages(runtime).items():
            print(f"{worker}: {amount:.2f}")
    db.close()
