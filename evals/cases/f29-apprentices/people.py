from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'people.db'}")


import rules


@db.model
class Apprentice:
    id: str
    age: int

    __validation__ = {"age": rules.AGE}


def hire(number, age):
    try:
        db.express_sync.create("Apprentice", {"id": number, "age": age})
    except Exception:
        return "refused"
    return "hired"
