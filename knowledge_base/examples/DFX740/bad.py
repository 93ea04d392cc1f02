from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'piano.db'}")


@db.model
class Lesson:
    id: int
    pupil: str
    minutes: int = 30


db.express_sync.create("Lesson", {"id": 1, "pupil": "Rosa", "minutes": 45})
db.express_sync.create("Lesson", {"id": 2, "pupil": "Teo"})

workflow = WorkflowBuilder()
workflow.add_node("LessonListNode", "lessons", {"filter": {}, "order_by": ["id"]})
with LocalRuntime() as runtime:
    results = runtime.execute(workflow.build())
print("minutes:", sum(lesson["minutes"] for lesson in results["lessons"]["records"]))
db.close()
