from pathlib import Path
from typing import Optional

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "runbooks.db"
for leftover in DB_FILE.parent.glob("runbooks.db*"):
    leftover.unlink()

db = DataFlow(f"sqlite:///{DB_FILE}")


@db.model
class Runbook:
    id: str
    title: str
    owner: str
    minutes: int
    tags: str
    reviewed_by: Optional[str] = None


def labels_of(row):
    return sorted(row["tags"].split())
