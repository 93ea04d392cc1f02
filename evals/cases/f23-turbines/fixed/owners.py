from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'turbines.db'}")


class Address:
    street: str
    town: str


@db.model
class Turbine:
    id: str
    owner: dict
