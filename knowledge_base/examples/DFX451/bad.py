import sqlite3
from pathlib import Path

from dataflow import DataFlow

FILE = Path(__file__).resolve().parent / "choir.db"
db = DataFlow(f"sqlite:///{FILE}")


@db.model
class Singer:
    id: str
    voice: str


def voices():
    connection = sqlite3.connect(FILE)
    try:
        return connection.execute(
            "SELECT voice, COUNT(*) FROM singer GROUP BY voice ORDER BY voice"
        ).fetchall()
    finally:
        connection.close()


for number, voice in enumerate(["alto", "bass", "alto"]):
    db.express_sync.create("Singer", {"id": f"s{number}", "voice": voice})
print(voices())
