from collections import Counter
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(str(Path(__file__).resolve().parent / "lockers.db"))


@db.model
class Locker:
    id: str
    holder: str = ""
    state: str = "free"
    paid_until: str = ""


def _run(node, config):
    wf = WorkflowBuilder()
    wf.add_node(node, "step", config)
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(wf.build())
    return results["step"]


def transition(where, **changes):
    outcome = _run("LockerBulkUpdateNode", {"filter": where, "updates": changes})
    if not outcome["success"]:
        raise RuntimeError(outcome.get("error", "bulk update failed"))
    return outcome


def tally():
    records = _run("LockerListNode", {"filter": {}, "limit": 1000})["records"]
    return dict(sorted(Counter(r["state"] for r in records).items()))
