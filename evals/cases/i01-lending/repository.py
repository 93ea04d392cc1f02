"""Data access for the lending desk: one unit of work per function."""
from store import db


def add_reader(reader_id, name):
    with db:
        return db.express_sync.create("Reader", {
            "id": reader_id,
            "name": name,
            "email": f"{name.lower()}@readers.example",
        })


def lend(reader_id, titles):
    with db:
        return [
            db.express_sync.create("Loan", {
                "id": f"{reader_id}-{number}",
                "reader_id": reader_id,
                "title": title,
                "weeks_out": weeks,
            })
            for number, (title, weeks) in enumerate(titles, start=1)
        ]


def overdue(limit_weeks):
    with db:
        loans = db.express_sync.list("Loan", filter={
            "weeks_out": {"$gt": limit_weeks},
            "returned": False,
        })
        names = {r["id"]: r["name"] for r in db.express_sync.list("Reader")}
    return sorted((names[loan["reader_id"]], loan["title"]) for loan in loans)
