from dataflow import DataFlow

from config import PG, build_config
import clean

print(f"connecting to {PG['database']} on {PG['host']}:{PG['port']}")
clean.reset("ferry_crossings")
db = DataFlow(config=build_config())


@db.model
class FerryCrossing:
    id: str
    route: str
    vehicles: int
    passengers: int = 0


def book(crossings):
    for crossing in crossings:
        db.express_sync.create("FerryCrossing", crossing)


def vehicles_on(route):
    return sum(c["vehicles"] for c in db.express_sync.list("FerryCrossing", {"route": route}))


if __name__ == "__main__":
    book(
        [
            {"id": "x-1", "route": "Mainland-Isle", "vehicles": 41, "passengers": 120},
            {"id": "x-2", "route": "Isle-Mainland", "vehicles": 12},
            {"id": "x-3", "route": "Mainland-Isle", "vehicles": 9, "passengers": 33},
        ]
    )
    print("vehicles:", vehicles_on("Mainland-Isle"))
    db.close()
