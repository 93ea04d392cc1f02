from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'jobs.db'}")


@db.model
class Opening:
    id: str
    city: str


db.express_sync.bulk_create(
    "Opening", [{"id": f"job-{n:02}", "city": "Linz" if n in (3, 6, 9) else "Graz"} for n in range(1, 15)]
)


class Board:
    size = 3

    def page(self, number):
        flow = WorkflowBuilder()
        flow.add_node(
            "OpeningListNode", "page", {"order_by": ["id"], "limit": self.size, "offset": number * self.size}
        )
        with LocalRuntime() as runtime:
            results, _ = runtime.execute(flow.build())
        return results["page"]


board, shown, number = Board(), [], 0
while True:
    answer = board.page(number)
    shown += answer["records"]
    number += 1
    if number * board.size >= answer["count"]:
        break
print("shown:", len(shown))
db.close()
