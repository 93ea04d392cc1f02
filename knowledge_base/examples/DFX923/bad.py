from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'medals.db'}")


@db.model
class Medal:
    id: int
    athlete: str


def award(number, athlete):
    medal = db.express_sync.create("Medal", {"id": number, "athlete": athlete})
    return medal["athlete"]


try:
    print(award(1, "Ndiaye"))
    print(award(1, "Haas"))
except RuntimeError as error:
    print("refused:", error)
finally:
    db.close()
