import tempfile
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(tempfile.mkdtemp()) / 'library.db'}")


@db.model
class Loan:
    id: int
    reader: str
    due_day: int
    returned_day: int = 0
