from dataflow import DataFlow

db = DataFlow("postgresql://postgres@127.0.0.1:5432/test?sslmode=require")


@db.model
class Vault:
    __tablename__ = "dfx529_vaults"
    id: str
    doors: int


db.express_sync.delete("Vault", "v1")
db.express_sync.create("Vault", {"id": "v1", "doors": 2})
print("doors:", db.express_sync.read("Vault", "v1")["doors"])
