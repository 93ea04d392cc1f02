import os

from dataflow import DataFlow
import clean

DATABASE_URL = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")

clean.reset("it_assets_b07")
db = DataFlow(DATABASE_URL)


@db.model
class AssetB07:
    id: int
    tag: str
    kind: str
    owner: str = ""

    __tablename__ = "it_assets_b07"
