from pathlib import Path
from textwrap import dedent

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'app.db'}")


@db.model
class Crate:
    id: str
    apples: int


def count_apples():
    flow = WorkflowBuilder()
    flow.add_node("CrateListNode", "crates", {})
    flow.add_node(
        "PythonCodeNode",
        "total",
        {
            "code": dedent("""
                total = 0
                for crate in crates:
                    total += crate["apples"]
                result = total
            """)
        },
    )
    flow.add_connection("crates", "records", "total", "crates")
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(flow.build())
    return results["total"]["result"]


for key, apples in [("c1", 40), ("c2", 25)]:
    db.express_sync.create("Crate", {"id": key, "apples": apples})
print("apples:", count_apples())
