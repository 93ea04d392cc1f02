from pathlib import Path
from typing import Optional

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'contacts.db'}")


@db.model
class Contact:
    id: str
    name: str
    email: str
    phone: Optional[str] = None
    company: Optional[str] = None
