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


def search(city, page, size=4):
    flow = WorkflowBuilder()
    flow.add_node(
        "OpeningListNode",
        "found",
        {"filter": {"city": city}, "order_by": ["id"], "limit": size, "offset": size * page},
    )
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(flow.build())
    rows = results["found"]["records"]
    total = results["found"]["count"]
    return rows, total


rows, total = search("Graz", 0)
print(f"{len(rows)} of {total} openings in Graz")
db.close()
