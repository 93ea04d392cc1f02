from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'dogs.db'}")


@db.model
class Dog:
    id: int
    name: str
    size: str

    __validation__ = {
        "name": {"min_length": 2},
        "size": {"choices": ["small", "medium", "large"]},
    }


for number, size in enumerate(["small", "gigantic"], start=1):
    try:
        db.express_sync.create("Dog", {"id": number, "name": "Rex", "size": size})
        print("registered a dog,", size)
    except Exception:
        print("no such size:", size)
print("dogs:", db.express_sync.count("Dog"))
