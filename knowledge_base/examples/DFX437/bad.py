from pathlib import Path

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
(HERE / "sales.db").write_text("id;item;cents\n" + "1;pear;40\n" * 40)
db = DataFlow(f"sqlite:///{HERE / 'sales.db'}")


@db.model
class Sale:
    id: str
    item: str
    cents: int


db.express_sync.create("Sale", {"id": "2", "item": "plum", "cents": 55})
print("sales:", db.express_sync.count("Sale"))
