from kailash.runtime.local import LocalRuntime
from kailash.sdk_exceptions import RuntimeExecutionError
from kailash.workflow.builder import WorkflowBuilder

import theatre

PRICE = 3900


class SeatTaken(Exception):
    pass


def book(number, guest, seats):
    wf = WorkflowBuilder()
    wf.add_node("StageBookingCreateNode", "booking", {
        "id": number, "guest": guest, "cents": PRICE * len(seats),
    })
    previous = "booking"
    for seat in seats:
        wf.add_node("StageSeatCreateNode", f"seat_{seat}", {"id": seat, "booking_id": number})
        wf.add_connection(previous, "id", f"seat_{seat}", "_after")
        previous = f"seat_{seat}"
    with LocalRuntime() as runtime:
        try:
            runtime.execute(wf.build())
        except RuntimeExecutionError as exc:
            raise SeatTaken(", ".join(seats)) from exc


def plan():
    bookings = theatre.db.express_sync.list("StageBooking", order_by=["id"], limit=100)
    seats = theatre.db.express_sync.list("StageSeat", order_by=["id"], limit=500)
    for booking in bookings:
        yield booking, [seat["id"] for seat in seats if seat["booking_id"] == booking["id"]]
