import os

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder
import clean

DATABASE_URL = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")

clean.reset("theatre_seats_b02")
db = DataFlow(DATABASE_URL)


@db.model
class TheatreSeatB02:
    id: str
    hall: str
    status: str = "free"
    holder: str = ""

    __tablename__ = "theatre_seats_b02"


class BoxOffice:
    def __init__(self, runtime):
        self.runtime = runtime

    def open_hall(self, hall, labels):
        wf = WorkflowBuilder()
        wf.add_node("TheatreSeatB02BulkCreateNode", "seats", {
            "data": [{"id": f"{hall}-{label}", "hall": hall} for label in labels],
        })
        self.runtime.execute(wf.build())

    def reserve(self, seat_id, customer):
        """Take the seat only while it is still free."""
        wf = WorkflowBuilder()
        wf.add_node("TheatreSeatB02UpdateNode", "take", {
            "filter": {"id": seat_id, "status": "free"},
            "fields": {"status": "reserved", "holder": customer},
        })
        results, _ = self.runtime.execute(wf.build())
        return bool(results["take"]["updated"])

    def holder(self, seat_id):
        wf = WorkflowBuilder()
        wf.add_node("TheatreSeatB02ReadNode", "seat", {"id": seat_id})
        results, _ = self.runtime.execute(wf.build())
        return results["seat"]["holder"]


if __name__ == "__main__":
    with LocalRuntime() as runtime:
        office = BoxOffice(runtime)
        office.open_hall("blue", ["12", "13"])
        for seat, customer in [("blue-12", "Anna"), ("blue-12", "Ben"), ("blue-13", "Cleo")]:
            answer = "reserved" if office.reserve(seat, customer) else "sorry, taken"
            print(f"{customer} asks for {seat}: {answer}")
        print("ticket for blue-12 goes to", office.holder("blue-12"))
    db.close()
