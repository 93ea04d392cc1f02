from pathlib import Path
from typing import Optional

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
for leftover in HERE.glob("lockers.db*"):
    leftover.unlink()

db = DataFlow(f"sqlite:///{HERE / 'lockers.db'}")


@db.model
class Locker:
    id: str
    floor: int
    holder: Optional[str] = None
    remark: Optional[str] = None
