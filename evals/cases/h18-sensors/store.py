import os
from datetime import datetime

import asyncpg
from dataflow import DataFlow

DATABASE_URL = os.environ.get("SENSORS_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")

DDL = """
DROP TABLE IF EXISTS h18_readings;
CREATE TABLE h18_readings (
    id TEXT PRIMARY KEY,
    sensor TEXT NOT NULL,
    taken_at TIMESTAMP NOT NULL,
    celsius DOUBLE PRECISION NOT NULL
);
"""

db = DataFlow(DATABASE_URL, auto_migrate=False, enable_model_persistence=False)


@db.model
class Reading:
    id: str
    sensor: str
    taken_at: datetime
    celsius: float

    __tablename__ = "h18_readings"


async def create_schema():
    con = await asyncpg.connect(DATABASE_URL)
    try:
        await con.execute(DDL)
    finally:
        await con.close()
