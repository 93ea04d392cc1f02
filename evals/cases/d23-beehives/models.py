import uuid
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'apiary.db'}")


@db.model
class Hive:
    id: str = str(uuid.uuid4())
    name: str = ""
    orchard: str = ""


@db.model
class Inspection:
    id: str = str(uuid.uuid4())
    hive: str = ""
    frames: int = 0
    queen_seen: bool = False
