from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'shops.db'}")


@db.model
class Shop:
    id: int
    name: str
    website: str

    __validation__ = {"website": {"validators": "url"}}


for number, website in enumerate(["https://example.org", "example"], start=1):
    try:
        db.express_sync.create("Shop", {"id": number, "name": "Corner", "website": website})
        print("saved", website)
    except Exception:
        print("no address:", website)
