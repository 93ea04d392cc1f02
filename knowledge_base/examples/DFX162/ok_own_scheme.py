from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'services.db'}")


@db.model
class Service:
    id: str
    team: str
    database_url: str = ""


SERVICES = [("stock", "logistics", "a file"), ("blog", "web", "")]


def register(name, team, url):
    row = dict(id=name, team=team)
    if url:
        row.update(database_url=url)
    db.express_sync.create("Service", row)


for service in SERVICES:
    register(*service)
for row in db.express_sync.list("Service", {}, order_by=["id"]):
    print(row["id"], row.get("database_url") or "no database")
db.close()
