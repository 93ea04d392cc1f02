import sqlite3
from pathlib import Path

from dataflow import DataFlow, DataFlowConfig

FILE = Path(__file__).resolve().parent / "scales.db"
config = DataFlowConfig(database_url=f"sqlite:///{FILE}", enable_query_cache=False, cache_ttl=0)
db = DataFlow(config=config)


@db.model
class Weighing:
    id: str
    kilos: int


def scale_writes(kilos):
    connection = sqlite3.connect(FILE)
    connection.execute("UPDATE weighings SET kilos = ?", (kilos,))
    connection.commit()
    connection.close()
