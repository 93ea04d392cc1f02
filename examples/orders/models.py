"""The tables of a small shop."""

from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'shop.db'}")


@db.model
class Customer:
    id: str
    name: str
    city: str = "Utrecht"


@db.model
class Order:
    id: str
    customer_id: str
    total: float
    paid: bool = False
