from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'register.db'}")


FILE = Path(__file__).resolve().parent / "register.db"


@db.model
class Vessel:
    id: str
    tons: int

    __tablename__ = "ship_register"
