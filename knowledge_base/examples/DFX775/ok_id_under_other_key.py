from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'library.db'}")


@db.model
class Book:
    id: str
    isbn: str
    shelf: str = "new"


db.express_sync.create("Book", {"id": "b1", "isbn": "978-1", "shelf": "A"})
moved = [{"book": "b1", "shelf": "C"}]
db.express_sync.bulk_update("Book", moved, key_field="book")
print([book["shelf"] for book in db.express_sync.list("Book")])
db.close()
