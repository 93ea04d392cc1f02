from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'quarry.db'}")


@db.model
class Stone:
    id: str
    tons: int


def deliver(number, tons):
    return db.express_sync.create("Stone", {"id": number, "tons": tons})


if __name__ == "__main__":
    with db:
        for number in ("s1", "s2"):
            deliver(number, 3)
        try:
            db.express_sync.get("Stone", "s1")
        except AttributeError:
            print("stones:", db.express_sync.count("Stone"))
