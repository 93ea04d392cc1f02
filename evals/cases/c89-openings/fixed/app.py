from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'open.db'}")


@db.model
class Shop:
    id: str
    city: str
    open: bool = True


for key, city in [("s1", "Ulm"), ("s2", "Bonn"), ("s3", "Ulm")]:
    db.express_sync.create("Shop", {"id": key, "city": city})


def shops_in(city=None):
    query = {"open": True}
    if city is not None:
        query["city"] = city
    return db.express_sync.count("Shop", query)


print("Ulm:", shops_in("Ulm"))
print("all:", shops_in())
