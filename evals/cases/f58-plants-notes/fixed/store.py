from dataflow import DataFlow

import clean

clean.reset("notes_plain")
db = DataFlow(clean.URL)


@db.model
class Note:
    id: int
    text: str

    __tablename__ = "notes_plain"


def keep(number, text):
    db.express_sync.create("Note", {"id": number, "text": text.replace("\x00", "")})
