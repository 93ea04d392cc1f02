from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'sensors.db'}")


@db.model
class Sensor:
    id: str
    state: str = "new"


LONG, SHORT = "site-7/" + "hall/" * 10 + "door", "site-7/door"
flow = WorkflowBuilder()
for key in (LONG, SHORT):
    db.express_sync.create("Sensor", {"id": key})
flow.add_node("SensorUpdateNode", "long", {"filter": {"id": LONG}, "fields": {"state": "live"}})
flow.add_node("SensorUpdateNode", "short", {"id": SHORT, "state": "live"})
with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print([sensor["state"] for sensor in db.express_sync.list("Sensor")])
db.close()
