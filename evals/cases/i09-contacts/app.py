from importer import callable_contacts, import_contacts
from models import db

FAIR = """\
id,name,email,phone,company
c1,Ruth,Ruth@example.org,,Larch Ltd
c2,Omar,omar@example.org,+31 20 555 0101,
c3,Pia,PIA@example.org,+31 20 555 0177,Fennel BV
c4,Sten,sten@example.org,,
"""


def main():
    print("imported", import_contacts(FAIR))
    print("in the book", db.express_sync.count("Contact"))
    calls = callable_contacts()
    for name, phone in calls:
        print(f"call {name} on {phone}")
    print(f"{len(calls)} calls planned")
    companies = {c["company"] for c in db.express_sync.list("Contact") if c["company"]}
    print("companies:", ", ".join(sorted(companies)))
    db.close()


if __name__ == "__main__":
    main()
