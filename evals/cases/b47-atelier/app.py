from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'atelier.db'}")


@db.model
class AtelierClient:
    id: str
    name: str
    email: str
    phone: str
    city: str = ""

    __validation__ = {
        "name": {"min_length": 1, "max_length": 80},
        "email": {"validators": ["email"]},
        "phone": {"validators": ["phone"]},
    }


def register(**client):
    try:
        db.express_sync.create("AtelierClient", client)
        return True
    except Exception as exc:
        print("not registered:", exc)
        return False


def patch(client_id, **changes):
    changes = {key: value for key, value in changes.items() if value is not None}
    return db.express_sync.update("AtelierClient", client_id, changes)


register(id="c1", name="Ines Roth", email="ines@roth.example", phone="+41 44 555 01 02", city="Bern")
register(id="c2", name="Paul Egli", email="paul at egli", phone="+41 44 555 01 03", city="Chur")
patch("c1", city="Zug", name=None)
for client in db.express_sync.list("AtelierClient"):
    print(client["name"], client["email"], client["city"])
db.close()
