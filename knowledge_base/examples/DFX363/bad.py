from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'choir.db'}")


@db.model
class Singer:
    id: str
    voice: str
    since: int


for key, voice, since in [("s1", "alto", 2015), ("s2", "bass", 2019), ("s3", "alto", 2021)]:
    db.express_sync.create("Singer", {"id": key, "voice": voice, "since": since})

flow = WorkflowBuilder()
newer = {"voice": "${voice}", "since": {"$gte": "${since}"}}
flow.add_node("SingerListNode", "row", {"filter": newer, "limit": 50})
flow.add_node("SingerCountNode", "whole", {"filter": {"voice": "${voice}"}})

with LocalRuntime() as runtime:
    results, _ = runtime.execute(flow.build(), parameters={"voice": "alto", "since": 2020})

print("new altos:", [one["id"] for one in results["row"]["records"]])
print("altos:", results["whole"]["count"])
db.close()
