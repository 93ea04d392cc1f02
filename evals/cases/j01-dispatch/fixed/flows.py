from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

TARIFF = "result = round(4.5 + 0.8 * weight, 2)"


def pricing_flow(parcel_id):
    flow = WorkflowBuilder()
    flow.add_node("ParcelReadNode", "parcel", {"id": parcel_id})
    flow.add_node("PythonCodeNode", "tariff", {"code": TARIFF})
    flow.add_node("ParcelUpdateNode", "store", {
        "id": parcel_id,
        "status": "priced",
    })
    flow.add_connection("parcel", "weight", "tariff", "weight")
    flow.add_connection("tariff", "result", "store", "fee")
    return flow.build()


def price(parcel_id):
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(pricing_flow(parcel_id))
    return results["tariff"]["result"]
