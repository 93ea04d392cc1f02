import os

from dataflow import DataFlow

db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class Disk:
    id: str
    free_bytes: int


def measure(name, gigabytes):
    free = gigabytes * 1024**3
    db.express_sync.create("Disk", {"id": name, "free_bytes": free})


measure("sda", 512)
row = db.express_sync.read("Disk", "sda")
print("free:", row["free_bytes"] // 1024**3, "GiB")
db.close()
