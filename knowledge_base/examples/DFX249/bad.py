from pathlib import Path

from dataflow import DataFlow
from kailash.runtime import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

URL = f"sqlite:///{Path.cwd()}/herbarium.db"
db = DataFlow(URL)


@db.model
class Sheet:
    id: str
    species: str
    year: int


def oldest():
    workflow = WorkflowBuilder()
    settings = {"connection_string": URL, "database_type": "sqlite", "fetch_mode": "first"}
    workflow.add_node(
        "AsyncSQLDatabaseNode",
        "oldest",
        {**settings, "query": "SELECT species, year FROM sheets ORDER BY year"},
    )
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(workflow.build())
    return results["oldest"]["result"]["data"]


for number, (species, year) in enumerate([("Primula veris", 1902), ("Carex nigra", 1874)]):
    db.express_sync.create("Sheet", {"id": f"s{number}", "species": species, "year": year})
print("oldest sheet:", oldest()["species"])
