from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder


def load_bookings():
    wf = WorkflowBuilder()
    wf.add_node("BookingListNode", "bookings", {"filter": {"nights": {"$gt": 0}}, "limit": 500})
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(wf.build())
    return results["bookings"]["records"]


def revenue_by_room(bookings):
    rooms = {}
    for booking in bookings:
        entry = rooms.setdefault(
            booking["room_id"], {"room": booking["room_id"], "nights": 0, "revenue": 0.0}
        )
        entry["nights"] += booking["nights"]
        entry["revenue"] += booking["nights"] * booking["rate"]
    return sorted(rooms.values(), key=lambda entry: entry["id"])
