from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from models import db

LIMIT = 2


class Board:
    counters = ("north", "south", "west")

    def __init__(self):
        self.runtime = LocalRuntime()

    def _open(self):
        wf = WorkflowBuilder()
        for counter in self.counters:
            wf.add_node("ComplaintListNode", counter,
                        {"filter": {"counter": counter, "state": "open"}, "limit": 500})
        results, _ = self.runtime.execute(wf.build())
        return results

    def lines(self):
        found = self._open()
        for counter in self.counters:
            complaints = found[counter]
            flag = " !" if len(complaints) >= LIMIT else ""
            yield f"{counter}: {len(complaints)} open{flag}"

    def close(self):
        self.runtime.close()
        db.close()
