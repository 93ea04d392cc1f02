from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'runners.db'}")


from forms import Form


@db.model
class Signup:
    id: str
    year: int


def sign_up(posted):
    form = Form(**posted)
    db.express_sync.create("Signup", {"id": form.name, "year": form.year})


sign_up({"name": "Ada", "year": "1990"})
sign_up({"name": "Bo", "year": "ninety"})
print("runners:", db.express_sync.count("Signup"))
