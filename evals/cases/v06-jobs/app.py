from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

import config
import clean
from dataflow import DataFlow

clean.reset("jobs")
db = DataFlow(config.database_url())


@db.model
class Job:
    id: str
    kind: str
    done: bool = False


wf = WorkflowBuilder()
for n, kind in enumerate(["mail", "invoice"]):
    wf.add_node("JobCreateNode", f"job{n}", {"id": f"j{n}", "kind": kind})
with LocalRuntime() as runtime:
    results, _ = runtime.execute(wf.build())
print("queued:", sum(1 for r in results.values() if r.get("kind")))
print("in table:", db.express_sync.count("Job"))
db.close()
