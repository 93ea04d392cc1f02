from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from sample import BOOKINGS

db = DataFlow(str(Path(__file__).resolve().parent / "cargo.db"))


@db.model
class CargoBooking:
    id: str
    sailing: str
    kind: str
    kilos: int = 0


@db.model
class Manifest:
    id: str
    pieces: int = 0
    kilos: int = 0


SUM_UP = """
result = {
    "pieces": len(bookings),
    "kilos": sum(b["kilos"] for b in bookings),
}
"""


def make_manifest(sailing, kinds=("car", "trailer", "container")):
    wf = WorkflowBuilder()
    wf.add_node("PythonCodeNode", "sum_up", {"code": SUM_UP})
    for kind in kinds:
        wf.add_node("CargoBookingListNode", f"load_{kind}",
                    {"filter": {"sailing": sailing, "kind": kind}, "limit": 1000})
        wf.add_connection(f"load_{kind}", "records", "sum_up", "bookings")
    wf.add_node("ManifestCreateNode", "save", {"id": sailing})
    wf.add_connection("sum_up", "result.pieces", "save", "pieces")
    wf.add_connection("sum_up", "result.kilos", "save", "kilos")
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(wf.build())
    return results["save"]


if __name__ == "__main__":
    db.express_sync.bulk_create("CargoBooking", BOOKINGS)
    manifest = make_manifest("N-0412")
    print(f"{manifest['id']}: {manifest['pieces']} pieces, {manifest['kilos']} kg")
    db.close()
