from concurrent.futures import ThreadPoolExecutor

from dataflow import DataFlow

db = DataFlow("sqlite:///:memory:")


@db.model
class Hit:
    id: str
    page: str


def record(number):
    hit = {"id": f"h{number}", "page": "/" if number % 2 else "/shop"}
    db.express_sync.create("Hit", hit)


with db:
    with ThreadPoolExecutor(max_workers=1) as pool:
        list(pool.map(record, range(40)))
    print(db.express_sync.count("Hit"), "hits")
