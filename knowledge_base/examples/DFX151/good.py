from pathlib import Path

from dataflow import DataFlow
from dataflow.validation import email_validator

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'clients.db'}")


@db.model
class Client:
    id: int
    name: str
    mail: str | None = None

    __validation__ = {"mail": {"custom": lambda value: value is None or email_validator(value)}}


for number, record in enumerate([{"name": "Ida", "mail": "ida@example.org"}, {"name": "Jon"}], start=1):
    db.express_sync.create("Client", {"id": number, **record})
print("clients:", db.express_sync.count("Client"))
