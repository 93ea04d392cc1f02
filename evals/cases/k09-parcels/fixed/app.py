"""Counter of the parcel shop: looks parcels up by their number."""
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from models import db

SHELF = {
    "PX-204": ("Nakamura", "B3"),
    "PX-377": ("Oduya", "A1"),
    "PX-518": ("Rossi", "C2"),
}


def fill(shelf):
    for number, (receiver, place) in shelf.items():
        db.express_sync.create("Parcel", {"id": number, "receiver": receiver, "place": place})


def look_up(runtime, number):
    workflow = WorkflowBuilder()
    workflow.add_node("ParcelReadNode", "find", {"id": number})
    results, _ = runtime.execute(workflow.build())
    return results["find"]


def serve(numbers):
    with LocalRuntime() as runtime:
        for number in numbers:
            parcel = look_up(runtime, number)
            yield f"{number}: shelf {parcel['place']} for {parcel['receiver']}"


def main():
    fill(SHELF)
    for line in serve(["PX-377", "PX-204"]):
        print(line)


if __name__ == "__main__":
    main()
