import os
from typing import Optional

from dataflow import DataFlow

DATABASE_URL = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")
db = DataFlow(DATABASE_URL)


@db.model
class FuelPrice:
    __tablename__ = "b24_fuel_price"

    id: int
    station: str
    fuel: str
    cents: int


@db.model
class FuelPriceHistory(FuelPrice):
    changed_by: Optional[str] = None
