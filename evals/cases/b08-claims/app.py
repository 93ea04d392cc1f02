from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(str(Path(__file__).resolve().parent / "claims.db"))


@db.model
class Claim:
    id: str
    insured: str
    amount: float
    status: str = "submitted"


def triage(runtime, claim_id, limit=1000.0):
    wf = WorkflowBuilder()
    wf.add_node("ClaimReadNode", "claim", {"id": claim_id})
    wf.add_node("SwitchNode", "size", {
        "condition_field": "amount",
        "operator": ">",
        "value": limit,
    })
    for node_id, status in (("escalate", "manual_review"), ("approve", "approved")):
        wf.add_node("ClaimUpdateNode", node_id, {
            "filter": {"id": claim_id},
            "fields": {"status": status},
        })
    wf.add_connection("claim", "record", "size", "input_data")
    wf.add_connection("size", "true_output", "escalate", "decision")
    wf.add_connection("size", "false_output", "approve", "decision")
    runtime.execute(wf.build())


if __name__ == "__main__":
    claims = [("c-1", "Bauer", 180.0), ("c-2", "Haas", 4200.0), ("c-3", "Kern", 999.0)]
    for claim_id, insured, amount in claims:
        db.express_sync.create("Claim", {"id": claim_id, "insured": insured, "amount": amount})

    with LocalRuntime() as runtime:
        for claim_id, _, _ in claims:
            triage(runtime, claim_id)

        wf = WorkflowBuilder()
        wf.add_node("ClaimListNode", "all", {"filter": {}, "order_by": ["id"]})
        results, _ = runtime.execute(wf.build())
    for claim in results["all"]["records"]:
        print(claim["id"], claim["insured"], claim["amount"], "->", claim["status"])
    db.close()
