from pathlib import Path

from dataflow import DataFlow

lines = (Path(__file__).resolve().parent / "service.env").read_text().splitlines()
settings = dict(line.split("=", 1) for line in lines if "=" in line)
db = DataFlow(settings["DATABASE_URL"].strip("'\""))


@db.model
class Violin:
    id: str
    maker: str


db.express_sync.create("Violin", {"id": "v1", "maker": "Guarneri"})
print("violins:", db.express_sync.count("Violin"))
