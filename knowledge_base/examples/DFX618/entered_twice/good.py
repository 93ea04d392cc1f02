from pathlib import Path

from dataflow import DataFlow
from kailash.runtime import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'ferry.db'}")


@db.model
class Crossing:
    id: str
    cars: int


def record(number, cars):
    wf = WorkflowBuilder()
    wf.add_node("CrossingCreateNode", "add", {"id": number, "cars": cars})
    with LocalRuntime() as runtime:
        return runtime.execute(wf.build())[0]["add"]["cars"]


def main():
    total = sum(record(number, cars) for number, cars in (("c1", 12), ("c2", 7)))
    print("cars:", total)


main()
