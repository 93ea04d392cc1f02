from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'players.db'}")


@db.model
class Player:
    id: int
    nick: str
    mail: str

    __validation__ = {"mail": ["email"]}


for number, mail in enumerate(["a@example.org", "nobody"], start=1):
    try:
        db.express_sync.create("Player", {"id": number, "nick": f"p{number}", "mail": mail})
        print("joined with", mail)
    except Exception:
        print("no address:", mail)
