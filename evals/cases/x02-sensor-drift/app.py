import os
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

DB_PATH = Path(__file__).resolve().parent / "probes.db"
DB_PATH.unlink(missing_ok=True)
db = DataFlow(os.environ.get("DATABASE_URL", f"sqlite:///{DB_PATH}"))


@db.model
class Reading:
    id: int
    probe: str
    hour: int
    celsius: float


@db.model
class Drift:
    id: str
    per_day: float


DRIFT_CODE = """
ordered = sorted(records, key=lambda r: r["hour"])
first, last = ordered[0], ordered[-1]
days = last["hour"] // 24 - first["hour"] // 24
result = {
    "probe_id": first["probe"],
    "per_day": round((last["celsius"] - first["celsius"]) / days, 3),
}
"""


def drift_workflow(probe):
    wf = WorkflowBuilder()
    wf.add_node("ReadingListNode", "readings", {"filter": {"probe": probe}, "limit": 1000})
    wf.add_node("PythonCodeNode", "drift", {"code": DRIFT_CODE})
    wf.add_node("DriftCreateNode", "save", {})
    wf.add_connection("readings", "records", "drift", "records")
    wf.add_connection("drift", "result.probe_id", "save", "id")
    wf.add_connection("drift", "result.per_day", "save", "per_day")
    return wf.build()


db.express_sync.bulk_create(
    "Reading",
    [
        {"id": 1, "probe": "silo-7", "hour": 6, "celsius": 14.0},
        {"id": 2, "probe": "silo-7", "hour": 12, "celsius": 14.5},
        {"id": 3, "probe": "silo-7", "hour": 18, "celsius": 15.0},
    ],
)
try:
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(drift_workflow("silo-7"))
    print("drift per day:", db.express_sync.read("Drift", "silo-7")["per_day"])
finally:
    db.close()
