from pathlib import Path

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent


def store(year, litres):
    db = DataFlow(f"sqlite:///{HERE / f'harvest_{year}.db'}")

    @db.model
    class Barrel:
        id: str
        litres: int

    try:
        db.express_sync.create("Barrel", {"id": f"b{year}", "litres": litres})
        return db.express_sync.count("Barrel")
    finally:
        db.close()


for year, litres in ((2023, 225), (2024, 300), (2025, 180)):
    print(year, store(year, litres))
