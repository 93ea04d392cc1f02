from datetime import datetime
from pathlib import Path
from typing import Optional

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
db = DataFlow(f"sqlite:///{HERE / 'desk.db'}")


@db.model
class Ticket:
    id: str
    customer: str
    subject: str
    closed: bool = False
    opened_at: Optional[datetime] = None
