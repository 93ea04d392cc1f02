from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'mailings.db'}")


@db.model
class Mailing:
    id: str
    reader: str
    success: bool
    error: str | None = None


def deliver(reader):
    if "@" not in reader:
        raise ValueError(f"no such mailbox: {reader}")


def send(number, reader):
    mailing = {"id": f"m{number}", "reader": reader, "success": True}
    try:
        deliver(reader)
    except ValueError as problem:
        mailing.update(success=False, error=str(problem))
    db.express_sync.create("Mailing", mailing)


for number, reader in enumerate(("ada@example.org", "bob", "cleo@example.org")):
    send(number, reader)
for mailing in db.express_sync.list("Mailing", order_by=["id"]):
    print(mailing["reader"], "ok" if mailing["success"] else mailing["error"])
db.close()
