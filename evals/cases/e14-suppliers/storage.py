from pathlib import Path
from typing import Optional

from dataflow import DataFlow

db = DataFlow(str(Path(__file__).resolve().parent / "suppliers.db"))


@db.model
class Supplier:
    id: str
    name: str
    phone: Optional[str] = None
    iban: Optional[str] = None
    note: Optional[str] = None
