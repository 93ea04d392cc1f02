from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'bills.db'}")


@db.model
class Receipt:
    id: str
    euros: int = 0


def take_over(path):
    db.express_sync.import_file(
        "Receipt", str(path), column_mapping={"nr": "id", "amount": "euros"}, type_coercion={"euros": "int"}
    )
