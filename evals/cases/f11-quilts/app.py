from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'quilts.db'}")


from patterns import colours_of


@db.model
class Quilt:
    id: str
    colours: str


quilt = {"id": "q1", "patches": ["Red", "red", "Ochre"]}
db.express_sync.create("Quilt", {"id": quilt["id"], "colours": colours_of(quilt)})
print("colours:", db.express_sync.read("Quilt", "q1")["colours"])
