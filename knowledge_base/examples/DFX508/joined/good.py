from dataflow import DataFlow

SETTINGS = "driver=asyncpg host=127.0.0.1:5432 user=postgres name=test"


def address():
    parts = dict(part.split("=") for part in SETTINGS.split())
    return "postgresql+" + parts["driver"] + "://{user}@{host}/{name}".format(**parts)


db = DataFlow(database_url=address().replace("+asyncpg", "", 1))


@db.model
class Buoy:
    __tablename__ = "dfx508_buoys"
    id: str
    depth: int


db.express_sync.delete("Buoy", "b1")
db.express_sync.create("Buoy", {"id": "b1", "depth": 9})
print("depth:", db.express_sync.read("Buoy", "b1")["depth"])
