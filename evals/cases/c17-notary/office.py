from pathlib import Path

from dataflow import DataFlow

OPTIONS = {"auto_migrate": False, "cache_enabled": False}
db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'notary.db'}", **OPTIONS)


@db.model
class Deed:
    id: str
    parcel: str
