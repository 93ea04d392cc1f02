import csv
import io
import clean

from dataflow import DataFlow

CONTACTS = """name,phone
Marta,4915112345678
Juan,34600111222
"""

clean.reset("contacts")
db = DataFlow(database_url=clean.URL)


@db.model
class Contact:
    id: int
    name: str
    phone: str


def load(text):
    for row in csv.DictReader(io.StringIO(text)):
        db.express_sync.create("Contact", {"name": row["name"], "phone": row["phone"]})


load(CONTACTS)
for contact in db.express_sync.list("Contact", order_by=["name"]):
    print(f"{contact['name']}: +{contact['phone']}")
db.close()
