from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

import store


class TimeClock:
    def __init__(self, terminal):
        self.terminal = terminal
        self.runtime = LocalRuntime()
        self.workflow = WorkflowBuilder()

    def stamp(self, employee, kind, at):
        node_id = f"{self.terminal}_{employee}_{at.replace(':', '')}"
        self.workflow.add_node("StampCreateNode", node_id, {"employee": employee, "kind": kind, "at": at})
        results, _ = self.runtime.execute(self.workflow.build())
        return results[node_id]

    def sheet(self, employee):
        return store.db.express_sync.list("Stamp", {"employee": employee}, order_by=["at"], limit=100)

    def close(self):
        self.runtime.close()
        store.db.close()
