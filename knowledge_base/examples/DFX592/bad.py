from dataflow import DataFlow

db = DataFlow("mysql://root@127.0.0.1:3306/test")


@db.model
class Wharf:
    id: str
    berths: int

    __tablename__ = "dfx592_wharves"


db.express_sync.upsert("Wharf", {"id": "w-1", "berths": 3})
print(db.express_sync.read("Wharf", "w-1")["berths"])
db.express_sync.delete("Wharf", "w-1")
db.close()
