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


def page(offset, size=5):
    flow = WorkflowBuilder()
    flow.add_node("OpeningListNode", "page", {"order_by": ["id"], "limit": size, "offset": offset})
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(flow.build())
    return results["page"]


offset, names = 0, []
while True:
    answer = page(offset)
    names += [row["id"] for row in answer["records"]]
    if answer["count"] < answer["limit"]:
        break
    offset += answer["count"]
print("openings:", len(names), "the last page had", answer["count"])
db.close()
