import multiprocessing
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'render.db'}")


@db.model
class Frame:
    id: str
    size: int


def render(number):
    return db.express_sync.create("Frame", {"id": f"f{number}", "size": number * 10})["id"]


if __name__ == "__main__":
    db.express_sync.create("Frame", {"id": "f0", "size": 0})
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        print("rendered:", sorted(pool.map_async(render, [1, 2]).get(timeout=10)))
    print("frames:", db.express_sync.count("Frame"))
