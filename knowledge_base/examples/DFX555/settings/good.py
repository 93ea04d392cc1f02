from dataclasses import dataclass
from typing import Optional

from dataflow import DataFlow


@dataclass
class Server:
    host: str
    name: str
    user: str = "postgres"
    port: Optional[int] = 5432

    def url(self):
        netloc = f"{self.user}@{self.host}"
        if self.port:
            netloc += f":{self.port}"
        return f"postgresql://{netloc}/{self.name}"


db = DataFlow(Server("127.0.0.1", "test").url())


@db.model
class Beehive:
    __tablename__ = "dfx555_beehives"
    id: str
    frames: int


db.express_sync.delete("Beehive", "h1")
db.express_sync.create("Beehive", {"id": "h1", "frames": 10})
print("frames:", db.express_sync.read("Beehive", "h1")["frames"])
db.close()
