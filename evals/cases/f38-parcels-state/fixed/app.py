from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'post.db'}")


from states import State


@db.model
class Packet:
    id: str
    state: str = "new"


def post(number, state):
    db.express_sync.create("Packet", {"id": number, "state": state.value})


post("p1", State.SENT)
print("state:", db.express_sync.read("Packet", "p1")["state"])
