import sqlite3
from pathlib import Path

from dataflow import DataFlow
from dataflow.core.config import DataFlowConfig

DB_FILE = Path(__file__).resolve().parent / "cadastre.db"
with sqlite3.connect(DB_FILE) as connection:
    connection.execute("DROP TABLE IF EXISTS plots")
    connection.execute("CREATE TABLE plots (id TEXT PRIMARY KEY, owner TEXT NOT NULL)")
    connection.execute("INSERT INTO plots VALUES ('17/4', 'Brandt')")

db = DataFlow(config=DataFlowConfig(database_url=f"sqlite:///{DB_FILE}"), auto_migrate=False)


@db.model
class Plot:
    id: str
    owner: str
    hectares: float = 0.0


print("plots:", db.express_sync.count("Plot"))
db.close()
with sqlite3.connect(DB_FILE) as connection:
    columns = [row[1] for row in connection.execute("PRAGMA table_info(plots)")]
print("columns of plots:", columns)
