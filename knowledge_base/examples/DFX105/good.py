from pathlib import Path
from typing import Optional

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'crm.db'}")


@db.model
class Lead:
    id: str
    company: str
    phone: Optional[str] = None


db.express_sync.create("Lead", {"id": "l1", "company": "Acme"})
print("phone:", db.express_sync.read("Lead", "l1")["phone"])
