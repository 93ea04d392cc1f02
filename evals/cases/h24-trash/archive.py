"""Document archive with a trash from which papers can be brought back."""
from pathlib import Path
from typing import List

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "archive.db"
for leftover in DB_FILE.parent.glob("archive.db*"):
    leftover.unlink()

db = DataFlow(f"sqlite:///{DB_FILE}")


@db.model
class Paper:
    id: str
    folder: str
    title: str
    pages: int = 1

    __dataflow__ = {
        "softdelete": True,
        "indexes": [{"name": "idx_papers_folder", "fields": ["folder"]}],
    }


class Archive:
    def __init__(self, folder: str):
        self.folder = folder
        self._store = db.express_sync

    def file(self, code: str, title: str, pages: int) -> None:
        self._store.create("Paper", {"id": code, "folder": self.folder, "title": title, "pages": pages})

    def discard(self, code: str) -> bool:
        return bool(self._store.delete("Paper", code))

    def shelf(self) -> List[str]:
        return sorted(p["id"] for p in self._store.list("Paper", {"folder": self.folder}))

    def trash(self) -> List[str]:
        everything = self._store.list("Paper", {"folder": self.folder}, include_deleted=True)
        kept = set(self.shelf())
        return sorted(p["id"] for p in everything if p["id"] not in kept)

    def pages(self) -> int:
        return sum(p["pages"] for p in self._store.list("Paper", {"folder": self.folder}))
