from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(str(Path(__file__).resolve().parent / "meters.db"))

PAGE = 5


@db.model
class MeterReading:
    id: str
    meter: str
    kwh: int = 0


START = """
try:
    position = offset
    subtotal = total
except NameError:
    position = 0
    subtotal = 0
result = {'offset': position, 'total': subtotal}
"""

ADD_UP = f"""
result = {{
    'offset': offset + len(readings),
    'total': total + sum(r['kwh'] for r in readings),
    'done': len(readings) < {PAGE},
}}
"""


def total_consumption():
    wf = WorkflowBuilder()
    wf.add_node("PythonCodeNode", "cursor", {"code": START})
    wf.add_node("MeterReadingListNode", "page", {"filter": {}, "order_by": ["id"], "limit": PAGE})
    wf.add_node("PythonCodeNode", "add_up", {"code": ADD_UP})
    wf.add_connection("cursor", "result.offset", "page", "offset")
    wf.add_connection("cursor", "result.offset", "add_up", "offset")
    wf.add_connection("cursor", "result.total", "add_up", "total")
    wf.add_connection("page", "records", "add_up", "readings")

    workflow = wf.build()
    (workflow.create_cycle("paging")
        .connect("add_up", "cursor", mapping={"result.offset": "offset", "result.total": "total"})
        .max_iterations(50)
        .converge_when("result.done == True")
        .build())
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(workflow)
    return results["add_up"]["result"]


if __name__ == "__main__":
    db.express_sync.bulk_create("MeterReading", [
        {"id": f"m{n:03d}", "meter": f"house-{n % 3}", "kwh": 10 * n} for n in range(1, 18)
    ])
    summary = total_consumption()
    print("readings added:", summary["offset"])
    print("total kWh:", summary["total"])
    db.close()
