from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'garden.db'}")


@db.model
class Plant:
    id: str
    bed: str
    litres: int = 0


for number, bed in enumerate(["north", "north", "south", "west"], start=1):
    db.express_sync.create("Plant", {"id": f"p{number}", "bed": bed, "litres": number})

TOTAL = "result = {'litres': sum(plant['litres'] for plant in plants)}"


def water(beds):
    flow = WorkflowBuilder()
    code = "plants = " + " + ".join(f"in_{bed}" for bed in beds) + "\n" + TOTAL
    flow.add_node("PythonCodeNode", "total", {"code": code})
    for bed in beds:
        flow.add_node("PlantListNode", f"in_{bed}", {"filter": {"bed": bed}, "limit": 100})
        flow.add_connection(f"in_{bed}", "records", "total", f"in_{bed}")
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(flow.build())
    return results["total"]["result"]["litres"]


print("litres:", water(["north", "south"]))
db.close()
