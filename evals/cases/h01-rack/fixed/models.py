from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "rack.db"
for old in DB_FILE.parent.glob("rack.db*"):
    old.unlink()

db = DataFlow(f"sqlite:///{DB_FILE}")


@db.model
class Switch:
    id: str
    name: str
    site: str
    ports: int
    settings: dict


@db.model
class Site:
    id: str
    city: str
