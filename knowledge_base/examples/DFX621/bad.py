import threading
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'sensors.db'}")


@db.model
class Sensor:
    id: str
    volts: float


db.express_sync.create("Sensor", {"id": "s0", "volts": 1.0})
runtime = LocalRuntime()
gate = threading.Barrier(4)


def report(number):
    wf = WorkflowBuilder()
    wf.add_node("SensorCreateNode", "store", {"id": f"s{number}", "volts": number / 2})
    gate.wait()
    runtime.execute(wf.build())


threads = [threading.Thread(target=report, args=(n,)) for n in range(1, 5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
runtime.close()
print("sensors:", db.express_sync.count("Sensor"))
