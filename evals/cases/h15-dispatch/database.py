from pathlib import Path
from typing import Optional

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "dispatch.db"
DB_FILE.unlink(missing_ok=True)


def open_db():
    """Everybody who talks to the dispatch database starts here."""
    db = DataFlow(f"sqlite:///{DB_FILE}")

    class Trip:
        id: str
        customer: str
        state: str = "open"
        driver: Optional[str] = None

    db.model(Trip)
    return db
