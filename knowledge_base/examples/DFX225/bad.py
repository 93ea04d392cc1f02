from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'plants.db'}")


@db.model
class Plant:
    id: int
    name: str


table = Path(__file__).resolve().parent / "plants.csv"
table.write_text("No,Plant\n1,Thyme\n2,Sage\n")
done = db.express_sync.import_file(
    "Plant", str(table), column_mapping={"id": "No", "name": "Plant"}, type_coercion={"id": "int"}
)
print("imported:", done["imported"])
