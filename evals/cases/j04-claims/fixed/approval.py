from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder


def approval_flow(claim_id, text):
    flow = WorkflowBuilder()
    flow.add_node("ClaimUpdateNode", "approve", {
        "filter": {"id": claim_id},
        "fields": {"state": "approved"},
    })
    flow.add_node("LetterCreateNode", "letter", {"text": text})
    flow.add_connection("approve", "id", "letter", "claim_id")
    flow.add_node("ClaimReadNode", "claim", {"id": claim_id})
    flow.add_connection("claim", "customer", "letter", "customer")
    return flow.build()


def approve(claim_id):
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(approval_flow(claim_id, f"We have approved claim {claim_id}."))
    return results["letter"]["customer"]
