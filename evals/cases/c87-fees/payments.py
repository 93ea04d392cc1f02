from pathlib import Path

from dataflow import DataFlow

store = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'fees.db'}")


@store.model
class Fee:
    id: str
    name: str
    paid: bool = False


def settle(key):
    store.express_sync.update("Fee", key, {"paid": True})
