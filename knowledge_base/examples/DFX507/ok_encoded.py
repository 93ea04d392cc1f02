from urllib.parse import quote_plus

from dataflow import DataFlow

db = DataFlow(f"postgresql://postgres:{quote_plus('p@ss#1/2')}@127.0.0.1:5432/test")


@db.model
class Trail:
    __tablename__ = "dfx507_ok_trails"
    id: str
    km: float


db.express_sync.delete("Trail", "t1")
db.express_sync.create("Trail", {"id": "t1", "km": 12.5})
print("km:", db.express_sync.read("Trail", "t1")["km"])
