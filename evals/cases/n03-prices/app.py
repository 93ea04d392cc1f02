from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'prices.db'}")


@db.model
class Price:
    id: str
    amount: float


LINES = ["P1;12.50", "P2;8", "P3;EUR 4.10"]


def parse(line):
    number, amount = line.split(";")
    return {"id": number, "amount": float(amount)}


wf = WorkflowBuilder()
for line in LINES:
    price = parse(line)
    wf.add_node("PriceCreateNode", f"load_{price['id']}", price)

with LocalRuntime() as runtime:
    results, _ = runtime.execute(wf.build())
print("loaded", len(results))
