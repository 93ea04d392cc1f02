"""Warehouse models and the demo stage."""
import asyncpg
from dataflow import DataFlow

DSN = "postgresql://postgres@127.0.0.1:5432/test"

db = DataFlow(DSN, pool_size=4, pool_max_overflow=2, cache_enabled=False)


@db.model
class H26Article:
    id: int
    label: str
    shelf: str
    qty: int = 0


async def clear_stage():
    connection = await asyncpg.connect(DSN)
    try:
        await connection.execute("DROP TABLE IF EXISTS h26_articles")
    finally:
        await connection.close()


async def stock_up(articles):
    for number, label, shelf, qty in articles:
        await db.express.create("H26Article", {"id": number, "label": label, "shelf": shelf, "qty": qty})
