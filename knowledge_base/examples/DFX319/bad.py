from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'quiz.db'}")


@db.model
class Answer:
    id: str
    points: int


flow = WorkflowBuilder()
flow.add_node("AnswerCreateNode", "store", {"id": "a1", "points": 5})
flow.add_node("AnswerCountNode", "answers", {"filter": {}})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("answers:", results["answers"]["count"])
