import os
import tempfile
from pathlib import Path

os.environ["HOME"] = tempfile.mkdtemp()

from dataflow import DataFlow

db = DataFlow("~/diary.db")


@db.model
class Page:
    id: str
    text: str


db.express_sync.create("Page", {"id": "2026-11-01", "text": "first snow"})
print("in the home folder:", (Path.home() / "diary.db").exists())
