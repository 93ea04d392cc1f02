from kailash.runtime.local import LocalRuntime

from building import db, seed
from reports import consumption


def per_floor(floors):
    workflow = consumption()
    with LocalRuntime() as runtime:
        for floor in floors:
            results, _ = runtime.execute(workflow, inputs={"meters": {"filter": {"floor": floor}}})
            yield floor, results["total"]["result"]


if __name__ == "__main__":
    seed()
    for floor, total in per_floor((0, 1, 2)):
        print(f"floor {floor}: {total['meters']} meters, {total['kwh']:.1f} kWh")
    db.close()
