import os

from dataflow import DataFlow
import clean

DATABASE_URL = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")
clean.reset("grain_silos")
db = DataFlow(DATABASE_URL, cache_enabled=False, pool_size=3)


@db.model
class GrainSilo:
    id: int
    name: str
    tons: int
