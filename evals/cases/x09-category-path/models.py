from pathlib import Path
from typing import Optional

from dataflow import DataFlow

DB_PATH = Path(__file__).resolve().parent / "shop.db"
DB_PATH.unlink(missing_ok=True)

db = DataFlow(f"sqlite:///{DB_PATH}")


@db.model
class Category:
    id: str
    title: str
    parent_id: Optional[str] = None
