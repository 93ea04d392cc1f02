from urllib.parse import quote

from dataflow import DataFlow

USER = "postgres"
PASSWORD = "winter@2026"
db = DataFlow(f"postgresql://{USER}:{quote(PASSWORD, safe='')}@127.0.0.1:5432/test")


@db.model
class Trail:
    __tablename__ = "dfx507_trails"
    id: str
    km: float


db.express_sync.delete("Trail", "t1")
db.express_sync.create("Trail", {"id": "t1", "km": 12.5})
print("km:", db.express_sync.read("Trail", "t1")["km"])
