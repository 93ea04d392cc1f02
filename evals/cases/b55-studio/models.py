from pathlib import Path
from typing import Optional

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "studio.db"
db = DataFlow(f"sqlite:///{DB_FILE}", cache_enabled=False)


@db.model
class Session:
    id: int
    band: str
    takes: Optional[list] = None
