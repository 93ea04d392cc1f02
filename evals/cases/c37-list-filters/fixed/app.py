from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'school.db'}")


@db.model
class Pupil:
    id: str
    grade: int


for number, grade in enumerate([5, 6, 5, 7]):
    db.express_sync.create("Pupil", {"id": f"p{number}", "grade": grade})


def pupils(grade):
    wf = WorkflowBuilder()
    wf.add_node("PupilListNode", "grade", {"filter": {"grade": grade}, "limit": 50})
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(wf.build())
    return results["grade"]["records"]


print("grade 5:", len(pupils(5)))
