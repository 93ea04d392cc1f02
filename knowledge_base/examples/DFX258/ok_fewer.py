from pathlib import Path

from dataflow import DataFlow
from kailash.runtime import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

URL = f"sqlite:///{Path.cwd()}/donations.db"
BATCH = 50
db = DataFlow(URL)


@db.model
class Donation:
    id: str
    euros: int


def amounts():
    workflow = WorkflowBuilder()
    workflow.add_node(
        "AsyncSQLDatabaseNode",
        "amounts",
        {
            "connection_string": URL,
            "database_type": "sqlite",
            "query": "SELECT euros FROM donations",
            "fetch_mode": "many",
            "fetch_size": BATCH,
        },
    )
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(workflow.build())
    return [row["euros"] for row in results["amounts"]["result"]["data"]]


db.express_sync.bulk_create("Donation", [{"id": f"d{number}", "euros": 5} for number in range(35)])
print("total:", sum(amounts()))
