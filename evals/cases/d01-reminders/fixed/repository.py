from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder


class Repository:
    def __init__(self, model):
        self.model = model

    def _run(self, operation, config):
        wf = WorkflowBuilder()
        wf.add_node(f"{self.model}{operation}Node", "op", config)
        with LocalRuntime() as runtime:
            results, _ = runtime.execute(wf.build())
        return results["op"]

    def add(self, **values):
        return self._run("Create", values)

    def find(self, order_by=("id",), limit=500, **where):
        config = {"order_by": list(order_by), "limit": limit}
        if where:
            config["filter"] = where
        return self._run("List", config)["records"]

    def change(self, record_id, **fields):
        return self._run("Update", {"filter": {"id": record_id}, "fields": fields})
