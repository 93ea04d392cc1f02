from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow("app.db")


@db.model
class Recipe:
    id: str
    title: str
    minutes: int


wf = WorkflowBuilder()
wf.add_node("RecipeCreateNode", "add", {"id": "r1", "title": "Borscht", "minutes": 90})
with LocalRuntime() as runtime:
    results, _ = runtime.execute(wf.build())
print("added:", results["add"]["title"])
