from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'cafe.db'}")


@db.model
class Cafe:
    id: int
    tables: int


def run(kind, parameters):
    wf = WorkflowBuilder()
    wf.add_node(kind, "step", parameters)
    with LocalRuntime() as runtime:
        return runtime.execute(wf.build())[0]["step"]


def tables():
    return [cafe["tables"] for cafe in run("CafeListNode", {"filter": {"id": 1}})["records"]]


run("CafeCreateNode", {"id": 1, "tables": 6})
print("at first:", tables())
run("CafeUpdateNode", {"filter": {"id": 1}, "fields": {"tables": 8}})
print("now:", tables())
