from pathlib import Path

from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
live = DataFlow(f"sqlite:///{HERE / 'a.db'}")
archive = DataFlow(f"sqlite:///{HERE / 'b.db'}")


class Doc:
    id: str
    text: str
    pages: int = 1


live.model(Doc)
live.express_sync.create("Doc", {"id": "d1", "text": "x"})
archive.model(Doc)
wf = WorkflowBuilder()
wf.add_node("DocCreateNode", "keep", {"id": "d1", "text": "x"})
wf.add_node("DocReadNode", "back", {})
wf.add_connection("keep", "id", "back", "id")
with LocalRuntime() as rt:
    results, _ = rt.execute(wf.build())
print("archived:", archive.express_sync.count("Doc"), results["back"]["text"])
