import os

os.environ["MINT_DATABASE_URL"] = "postgresql://postgres@127.0.0.1:5432/test "

from dataflow import DataFlow

db = DataFlow(os.environ["MINT_DATABASE_URL"])


@db.model
class Coin:
    __tablename__ = "dfx534_coins"
    id: str
    grams: int


db.express_sync.delete("Coin", "c1")
db.express_sync.create("Coin", {"id": "c1", "grams": 7})
print("grams:", db.express_sync.read("Coin", "c1")["grams"])
