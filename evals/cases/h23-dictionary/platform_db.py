"""One DataFlow for the whole platform; the services hang their models on it."""
import asyncio

import asyncpg
from dataflow import DataFlow

DSN = "postgresql://postgres@127.0.0.1:5432/test"
TABLES = ("h23_customers", "h23_invoices", "h23_articles")


async def _fresh_stage():
    connection = await asyncpg.connect(DSN)
    try:
        for table in TABLES:
            await connection.execute(f"DROP TABLE IF EXISTS {table}")
        if await connection.fetchval("SELECT to_regclass('dataflow_model_registry')"):
            await connection.execute("DELETE FROM dataflow_model_registry WHERE model_name LIKE 'H23%'")
    finally:
        await connection.close()


asyncio.run(_fresh_stage())
db = DataFlow(DSN)
