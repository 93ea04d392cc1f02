from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'choir.db'}")


@db.model
class Singer:
    id: str
    voice: str


wf = WorkflowBuilder()
wf.add_node("CreateSingerNode", "alto", {"id": "s1", "voice": "alto"})
with LocalRuntime() as runtime:
    results, _ = runtime.execute(wf.build())
print("voice:", results["alto"]["voice"])
