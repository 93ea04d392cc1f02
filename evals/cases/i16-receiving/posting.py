"""Posts one delivery in one database transaction; the sample lines may be dropped again."""
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from goods import db


class Posting:
    def __init__(self):
        self.workflow = WorkflowBuilder()
        self.last = None

    def step(self, node_type, node_id, config):
        self.workflow.add_node(node_type, node_id, config)
        if self.last:
            self.workflow.add_connection(self.last, "result", node_id, "input_data")
        self.last = node_id

    def lines(self, receipt_id, lines, prefix):
        for number, (article, quantity) in enumerate(lines, start=1):
            self.step("ReceiptLineCreateNode", f"{prefix}_{number}", {
                "id": f"{receipt_id}-{prefix}{number}", "receipt_id": receipt_id,
                "article": article, "quantity": quantity})


def post(delivery):
    posting = Posting()
    receipt_id = delivery["id"]
    posting.step("TransactionScopeNode", "begin", {"isolation_level": "READ_COMMITTED"})
    posting.step("ReceiptCreateNode", "header", {"id": receipt_id, "supplier": delivery["supplier"]})
    posting.lines(receipt_id, delivery["goods"], "g")
    posting.step("TransactionSavepointNode", "before_samples", {"name": "samples"})
    posting.lines(receipt_id, delivery["samples"], "s")
    if not delivery["samples_accepted"]:
        posting.step("TransactionRollbackToSavepointNode", "drop_samples", {"savepoint": "samples"})
    posting.step("TransactionCommitNode", "commit", {})
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(posting.workflow.build(), parameters={
            "workflow_context": {"dataflow_instance": db}})
    return results["commit"]["status"]
