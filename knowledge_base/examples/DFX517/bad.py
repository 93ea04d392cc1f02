from pathlib import Path

from dataflow import DataFlow

db = DataFlow(str(Path(__file__).resolve().parent / "chess.db"), auto_migrate="false")


@db.model
class Game:
    id: str
    white: str
    black: str


db.create_tables()
db.express_sync.create("Game", {"id": "g1", "white": "Ana", "black": "Piet"})
print("games:", db.express_sync.count("Game"))
