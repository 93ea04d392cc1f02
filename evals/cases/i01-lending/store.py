from pathlib import Path
from typing import Optional

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "lending.db"

db = DataFlow(f"sqlite:///{DB_FILE}")


@db.model
class Reader:
    id: str
    name: str
    email: str


@db.model
class Loan:
    id: str
    reader_id: str
    title: str
    weeks_out: int
    returned: bool = False
    note: Optional[str] = None
