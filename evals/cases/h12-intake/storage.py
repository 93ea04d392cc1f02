from pathlib import Path
from typing import Optional

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "leads.db"
DB_FILE.unlink(missing_ok=True)

db = DataFlow(f"sqlite:///{DB_FILE}")


@db.model
class Lead:
    id: str
    name: str
    email: str
    phone: Optional[str] = None
    campaign: Optional[str] = None
