"""Loads the berth list of the harbour office. A berth code may occur only once."""
import csv
from pathlib import Path

from models import db

loaded, refused = [], []
with open(Path(__file__).resolve().parent / "berths.csv", newline="") as handle:
    for row in csv.DictReader(handle):
        berth = {"id": int(row["id"]), "code": row["code"], "length_m": float(row["length_m"])}
        try:
            db.express_sync.create("Berth", berth)
            loaded.append(berth["code"])
        except Exception as error:
            refused.append(berth["code"])
            print("refused line", row["id"], "-", type(error).__name__)

print("loaded:", len(loaded), "refused:", len(refused))
db.close()
