from contextlib import ExitStack
from pathlib import Path

from dataflow import DataFlow


class Kiln:
    def __init__(self, file):
        with ExitStack() as stack:
            self.db = DataFlow(f"sqlite:///{file}")
            self.db.model(type("Brick", (), {"__annotations__": {"id": str, "grams": int}}))

    def fire(self, number, grams):
        return self.db.express_sync.create("Brick", {"id": number, "grams": grams})


kiln = Kiln(Path(__file__).resolve().parent / "kiln.db")
print("fired:", kiln.fire("b1", 2500)["id"])
kiln.db.close()
