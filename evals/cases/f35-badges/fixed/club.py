from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'badges.db'}")


@db.model
class Badge:
    id: str
    holder: str

    __dataflow__ = {"soft_delete": True}


def give(number, holder):
    if db.express_sync.read("Badge", number) is None:
        if db.express_sync.read("Badge", number, include_deleted=True) is None:
            db.express_sync.create("Badge", {"id": number, "holder": holder})
        else:
            db.express_sync.update("Badge", number, {"holder": holder, "deleted_at": None})
