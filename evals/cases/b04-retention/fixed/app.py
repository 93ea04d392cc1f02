from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(str(Path(__file__).resolve().parent / "recordings.db"))


@db.model
class Recording:
    id: str
    camera: str
    age_days: int = 0
    legal_hold: bool = False


FOOTAGE = [
    {"id": "r1", "camera": "gate", "age_days": 3, "legal_hold": False},
    {"id": "r2", "camera": "gate", "age_days": 45, "legal_hold": False},
    {"id": "r3", "camera": "yard", "age_days": 60, "legal_hold": True},
    {"id": "r4", "camera": "yard", "age_days": 31, "legal_hold": False},
    {"id": "r5", "camera": "dock", "age_days": 12, "legal_hold": False},
]


def load(rows):
    wf = WorkflowBuilder()
    wf.add_node("RecordingBulkCreateNode", "load", {"data": rows})
    with LocalRuntime() as runtime:
        runtime.execute(wf.build())


def purge(max_age):
    wf = WorkflowBuilder()
    wf.add_node("RecordingListNode", "old", {
        "filter": {"age_days": {"$gt": max_age}}, "limit": 1000,
    })
    wf.add_node("PythonCodeNode", "erasable", {
        "code": "result = {'id': {'$in': [r['id'] for r in old if not r['legal_hold']]}}",
    })
    wf.add_node("RecordingBulkDeleteNode", "erase", {})
    wf.add_connection("old", "records", "erasable", "old")
    wf.add_connection("erasable", "result", "erase", "filter")
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(wf.build())
    return results["erase"]["deleted"]


if __name__ == "__main__":
    load(FOOTAGE)
    print("recordings erased:", purge(max_age=30))
    db.close()
