import os

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class Locker:
    id: int
    hall: str


def take_over(runtime, rows):
    flow = WorkflowBuilder()
    flow.add_node("LockerBulkCreateNode", "old", {"data": rows})
    return runtime.execute(flow.build())


def add(runtime, hall):
    flow = WorkflowBuilder()
    flow.add_node("LockerCreateNode", "new", {"hall": hall})
    results, run_id = runtime.execute(flow.build())
    return results["new"]["id"]


OLD = "1 east\n2 east\n3 west\n"
with LocalRuntime() as runtime:
    rows = [line.split() for line in OLD.splitlines()]
    take_over(runtime, [dict(zip(("id", "hall"), (int(number), hall), strict=True)) for number, hall in rows])
    with db.transactions_sync.begin() as transaction:
        transaction.execute_raw(
            "SELECT setval(pg_get_serial_sequence('lockers', 'id'), (SELECT MAX(id) FROM lockers))"
        )
    print("new lockers:", [add(runtime, hall) for hall in ("east", "north")])
db.close()
