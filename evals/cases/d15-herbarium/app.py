import csv
from pathlib import Path

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
db = DataFlow(f"sqlite:///{HERE / 'herbarium.db'}")


@db.model
class Specimen:
    id: str
    species: str
    site: str
    sheet: int = 1


@db.model
class ImportLog:
    id: str
    source: str
    rows: int


def read_sheet(path):
    with open(path, newline="") as handle:
        for row in csv.DictReader(handle):
            row["sheet"] = int(row["sheet"])
            yield row


class Importer:
    def __init__(self, express):
        self.express = express

    def load(self, path):
        created = self.express.bulk_create("Specimen", list(read_sheet(path)))
        self.express.create("ImportLog", {"id": path.stem, "source": path.name, "rows": len(created)})
        return len(created)


def main():
    importer = Importer(db.express_sync)
    total = 0
    for path in sorted((HERE / "incoming").glob("*.csv")):
        rows = importer.load(path)
        total += rows
        print(f"{path.name}: {rows} specimens")
    print(f"imported {total} specimens")
    db.close()


if __name__ == "__main__":
    main()
