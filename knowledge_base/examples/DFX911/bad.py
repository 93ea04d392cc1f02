import sqlite3
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'club.db'}")


@db.model
class Member:
    id: int
    email: str
    __tablename__ = "club_members"
    __dataflow__ = {"indexes": [{"fields": ["email"], "unique": True}]}


db.express_sync.create("Member", {"id": 0, "email": "founder@club.example"})
for number in (1, 2):
    try:
        db.express_sync.create("Member", {"id": number, "email": "ruth@club.example"})
        print(number, "added")
    except RuntimeError:
        print(number, "is there already")
db.close()
