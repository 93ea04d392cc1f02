from dataflow import DataFlow
from sqlalchemy import create_engine, text

ADDRESS = "postgresql+psycopg2://postgres@127.0.0.1:5432/test"
db = DataFlow(ADDRESS)
engine = create_engine(ADDRESS)


@db.model
class Pier:
    __tablename__ = "dfx508_piers"
    id: str
    length: int


with engine.connect() as connection:
    print("engine:", connection.execute(text("SELECT 1")).scalar())
engine.dispose()
db.express_sync.delete("Pier", "p1")
db.express_sync.create("Pier", {"id": "p1", "length": 120})
print("length:", db.express_sync.read("Pier", "p1")["length"])
