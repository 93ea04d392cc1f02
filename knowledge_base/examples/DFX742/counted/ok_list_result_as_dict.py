from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'yard.db'}")


@db.model
class Boat:
    id: int
    dock: str
    sold: bool = False


def find_boats(docks):
    workflow = WorkflowBuilder()
    for dock in docks:
        workflow.add_node("BoatListNode", f"at_{dock}", {"filter": {"dock": dock}, "limit": 100})
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(workflow.build())
    return results


def summary(dock, boats):
    if not boats or not boats["records"]:
        return f"{dock}: empty"
    return f"{dock}: {boats['count']} boats"


for number, dock in enumerate(["east", "east", "west"], start=1):
    db.express_sync.create("Boat", {"id": number, "dock": dock})
found = find_boats(["east", "west", "mole"])
for dock in ("east", "west", "mole"):
    print(summary(dock, found[f"at_{dock}"]))
db.close()
