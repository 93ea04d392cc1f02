from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'codes.db'}")


@db.model
class Country:
    id: str
    name: str


def seed(code, name):
    workflow = WorkflowBuilder()
    workflow.add_node(
        "CountryBulkUpsertNode",
        "seed",
        {"data": [{"id": code, "name": name}], "conflict_resolution": "update"},
    )
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(workflow.build())
    if any(outcome.get("failed") for outcome in results.values()):
        raise RuntimeError(f"{code} was not stored")


for code, name in (("at", "Austria"), ("pe", "Peru"), ("at", "Austria")):
    seed(code, name)
print(db.express_sync.count("Country"), "countries")
