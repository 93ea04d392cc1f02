from datetime import datetime
from pathlib import Path
from typing import Optional

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'letters.db'}")


class Dated:
    created_on: Optional[datetime] = None


@db.model
class Letter(Dated):
    id: str
    sender: str


def rows(text):
    for line in text.split():
        number, sender, year = line.split(",")
        yield {"id": number, "sender": sender, "created_on": datetime(int(year), 1, 1)}


for row in rows("n1,Bach,1738 n2,Haydn,1785"):
    db.express_sync.create("Letter", row)
for letter in db.express_sync.list("Letter", {}, order_by=["-created_on"]):
    print(letter["id"], str(letter["created_on"])[:4])
db.close()
