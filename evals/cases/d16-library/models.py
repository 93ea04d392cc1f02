from datetime import datetime
from pathlib import Path
from typing import Optional

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'library.db'}")


@db.model
class Loan:
    id: str
    reader: str
    title: str
    branch: str
    returned_at: Optional[datetime] = None
