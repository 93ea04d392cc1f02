from dataflow import DataFlow
from sqlalchemy.engine import URL

DRIVERS = {"production": "postgresql", "laptop": "sqlite+aiosqlite"}


def address(stage, database):
    url = URL.create(DRIVERS[stage], username="postgres", host="127.0.0.1", port=5432, database=database)
    return str(url)


db = DataFlow(address("production", "test"))


@db.model
class Ferry:
    __tablename__ = "dfx508_ferries"
    id: str
    cars: int


db.express_sync.delete("Ferry", "f1")
db.express_sync.create("Ferry", {"id": "f1", "cars": 22})
print("cars:", db.express_sync.read("Ferry", "f1")["cars"])
