import csv
from pathlib import Path

HERE = Path(__file__).resolve().parent


def members(name):
    with open(HERE / name, newline="") as handle:
        return [{"id": row["number"], "surname": row["surname"]} for row in csv.DictReader(handle)]
