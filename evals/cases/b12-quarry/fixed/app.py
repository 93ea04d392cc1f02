from pathlib import Path
from typing import Optional

from dataflow import DataFlow

from feed import read_feed

db = DataFlow(str(Path(__file__).resolve().parent / "quarry.db"))


@db.model
class StoneSlab:
    id: str
    material: str
    thickness_mm: int = 20
    finish: Optional[str] = None
    reserved_for: Optional[str] = None


def to_row(entry):
    row = {"id": entry["code"], "material": entry["material"],
           "thickness_mm": 20, "finish": None, "reserved_for": None}
    if entry.get("thickness"):
        row["thickness_mm"] = int(entry["thickness"])
    if entry.get("finish"):
        row["finish"] = entry["finish"]
    if entry.get("customer"):
        row["reserved_for"] = entry["customer"]
    return row


def main():
    rows = [to_row(e) for e in read_feed()]
    result = db.express_sync.bulk_create("StoneSlab", rows)
    print("imported:", result["inserted"], "ok:", result["success"])

    reserved = db.express_sync.list("StoneSlab", {"reserved_for": {"$ne": None}})
    print("reserved slabs:", sorted(r["id"] for r in reserved))
    thick = db.express_sync.count("StoneSlab", {"thickness_mm": {"$gte": 30}})
    print("thick slabs:", thick)
    db.close()


if __name__ == "__main__":
    main()
