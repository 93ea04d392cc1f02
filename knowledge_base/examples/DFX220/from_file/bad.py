import csv
import io
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'notes.db'}")
OLD = """id,text,created_at
n1,buy ink,2019-05-02
n2,call Ann,2020-11-30
"""


@db.model
class Note:
    id: str
    text: str


for row in csv.DictReader(io.StringIO(OLD)):
    db.express_sync.create("Note", row)
for note in db.express_sync.list("Note", {}, order_by=["id"]):
    print(note["id"], str(note["created_at"])[:10])
db.close()
