import hashlib
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(str(Path(__file__).resolve().parent / "contracts.db"))


@db.model
class Contract:
    id: str
    partner: str
    signed: bool = False


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def run_node(runtime, action, **params):
    wf = WorkflowBuilder()
    wf.add_node(f"Contract{action}Node", action.lower(), params)
    results, _ = runtime.execute(wf.build())
    return results[action.lower()]


if __name__ == "__main__":
    texts = {"Nordwind": "Delivery of 40 pallets per week", "Alpenglas": "Rent of hall 3 until 2031"}
    with LocalRuntime() as runtime:
        for partner, text in texts.items():
            run_node(runtime, "Create", id=digest(text), partner=partner)
        for partner, text in texts.items():
            stored = run_node(runtime, "Read", id=digest(text))
            print("found", stored["partner"], stored["id"][:12])
            changed = run_node(runtime, "Update", id=stored["id"], signed=True)
            print("signature stored:", changed["updated"])
    db.close()
