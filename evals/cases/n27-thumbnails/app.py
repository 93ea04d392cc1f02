from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'pictures.db'}")


from concurrent.futures import ThreadPoolExecutor

from work import ratio


@db.model
class Picture:
    id: str
    width: int
    height: int


for number, (width, height) in enumerate([(40, 30), (30, 30), (20, 0)]):
    db.express_sync.create("Picture", {"id": f"p{number}", "width": width, "height": height})
pictures = db.express_sync.list("Picture", order_by=["id"])
with ThreadPoolExecutor(2) as pool:
    print("ratios:", [round(value, 2) for value in pool.map(ratio, pictures)])
