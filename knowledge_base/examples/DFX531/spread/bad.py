import os

from dataflow import DataFlow
from dataflow.core.config import DatabaseConfig, DataFlowConfig

OBSERVATORY = {
    "driver": "postgresql",
    "host": os.getenv("DOME_HOST", "127.0.0.1"),
    "port": int(os.getenv("DOME_PORT", "5432")),
    "database": os.getenv("DOME_NAME", "test"),
}


def settings(user):
    return DataFlowConfig(database=DatabaseConfig(username=user, **OBSERVATORY))


db = DataFlow(config=settings("postgres"))


@db.model
class Telescope:
    __tablename__ = "dfx531_telescopes"
    id: str
    millimetres: int


db.express_sync.delete("Telescope", "refractor")
db.express_sync.create("Telescope", {"id": "refractor", "millimetres": 152})
print("millimetres:", db.express_sync.read("Telescope", "refractor")["millimetres"])
