"""Posts the readings of the month to the meters and lists the ones nobody knows."""
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

HERE = Path(__file__).resolve().parent
for leftover in HERE.glob("meters.db*"):
    leftover.unlink()

db = DataFlow(f"sqlite:///{HERE / 'meters.db'}")


@db.model
class Meter:
    id: str
    flat: str
    kwh: int = 0


METERS = {"M-1": "ground left", "M-2": "ground right", "M-3": "attic"}
READINGS = [("M-1", 512), ("M-9", 77), ("M-3", 1290), ("M-4", 0)]


def post(runtime, meter_id, kwh):
    workflow = WorkflowBuilder()
    workflow.add_node("MeterUpdateNode", "post", {"filter": {"id": meter_id}, "fields": {"kwh": kwh}})
    results, _ = runtime.execute(workflow.build())
    return results["post"]["rows_affected"] > 0


def main():
    for meter_id, flat in METERS.items():
        db.express_sync.create("Meter", {"id": meter_id, "flat": flat})

    posted, unknown = [], []
    with LocalRuntime() as runtime:
        for meter_id, kwh in READINGS:
            (posted if post(runtime, meter_id, kwh) else unknown).append(meter_id)

    print("posted:", ", ".join(posted))
    print("unknown:", ", ".join(unknown) or "none")


main()
