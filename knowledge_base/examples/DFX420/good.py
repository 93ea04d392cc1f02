import sqlite3
from pathlib import Path

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
with sqlite3.connect(HERE / "crm.db") as connection:
    connection.executescript((HERE / "release_one.sql").read_text())
    connection.execute(
        "DELETE FROM contacts WHERE rowid NOT IN (SELECT min(rowid) FROM contacts GROUP BY mail)"
    )

db = DataFlow(f"sqlite:///{HERE / 'crm.db'}")


@db.model
class Contact:
    __dataflow__ = {"indexes": [{"name": "one_contact_per_mail", "fields": ["mail"], "unique": True}]}
    id: str
    mail: str


def add(contact_id, mail):
    try:
        db.express_sync.create("Contact", {"id": contact_id, "mail": mail})
        return "added"
    except Exception:
        return "refused"


print("third:", add("c3", "eva@example.org"))
