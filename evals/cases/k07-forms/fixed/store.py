from pathlib import Path

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
DB_FILE = HERE / "forms.db"
for leftover in HERE.glob("forms.db*"):
    leftover.unlink()


def open_store(path, cached=False):
    return DataFlow(
        database_url=f"sqlite:///{path}",
        cache_enabled=cached,
    )


db = open_store(DB_FILE)


@db.model
class Form:
    id: str
    office: str
    rating: int
