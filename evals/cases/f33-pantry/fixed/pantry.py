from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'pantry.db'}")


@db.model
class Jar:
    id: str
    kind: str


def sweet():
    wanted = {"kind": {"$in": ["jam", "honey"]}}
    return sorted(jar["id"] for jar in db.express_sync.list("Jar", wanted))
