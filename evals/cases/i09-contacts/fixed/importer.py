"""Import of the trade fair list."""
import csv
import io

from models import db


def documents(text):
    for row in csv.DictReader(io.StringIO(text)):
        document = {key: value.strip() or None for key, value in row.items()}
        document["email"] = document["email"].lower()
        yield document


def import_contacts(text):
    batch = list(documents(text))
    db.express_sync.bulk_create("Contact", batch)
    return len(batch)


def callable_contacts():
    found = db.express_sync.list("Contact", filter={"phone": {"$ne": None}})
    return sorted((c["name"], c["phone"]) for c in found)
