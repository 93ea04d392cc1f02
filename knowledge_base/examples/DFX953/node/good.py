from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'choir.db'}")


@db.model
class Singer:
    id: int
    name: str
    voices: list = None


def run(kind, parameters):
    wf = WorkflowBuilder()
    wf.add_node(kind, "step", parameters)
    with LocalRuntime() as runtime:
        return runtime.execute(wf.build())[0]["step"]


def deeper(voices: list) -> list:
    voices.append("bass")
    return voices


run("SingerCreateNode", {"id": 1, "name": "Ines", "voices": ["alto"]})
print(deeper(run("SingerReadNode", {"id": 1})["voices"]))
