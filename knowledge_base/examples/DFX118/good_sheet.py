import csv
import io
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'plants.db'}")
SHEET = "id,name,tags\np1,fern,shade moist\np2,aloe,sun dry\n"


@db.model
class Plant:
    id: str
    name: str
    tags_value: str


workflow = WorkflowBuilder()
for row in csv.DictReader(io.StringIO(SHEET)):
    words = sorted(row["tags"].split())
    print(row["id"], "is for", words)
    workflow.add_node("PlantCreateNode", row["id"], {("tags_value" if key == "tags" else key): value for key, value in row.items()})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

for plant in db.express_sync.list("Plant", {}, order_by=["id"]):
    print(plant["name"], "-", plant["tags_value"])
