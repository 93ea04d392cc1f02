import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'mail.db'}")


@db.model
class Letter:
    id: str
    recipient: str


def post(letter_id, recipient):
    return asyncio.create_task(db.express.create("Letter", {"id": letter_id, "recipient": recipient}))


post("l1", "Ada")
print("letters:", db.express_sync.count("Letter"))
