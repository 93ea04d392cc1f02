from typing import Optional

from dataflow import DataFlow

from legacy import DB_PATH

db = DataFlow(f"sqlite:///{DB_PATH}")


@db.model
class Member:
    __tablename__ = "tbl_members"

    id: int
    name: str
    boat_class: Optional[str] = None
    paid_until: int
