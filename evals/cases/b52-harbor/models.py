from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "harbor.db"
db = DataFlow(f"sqlite:///{DB_FILE}", cache_enabled=False)


@db.model
class Berth:
    __tablename__ = "port_berths"

    id: int
    code: str
    length_m: float

    __dataflow__ = {
        "indexes": [{"name": "uq_port_berths_code", "fields": ["code"], "unique": True}],
    }
