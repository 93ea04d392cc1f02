import os
from datetime import datetime
from typing import Optional

import asyncpg
from dataflow import DataFlow

DATABASE_URL = os.environ.get("WARD_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")

DDL = """
DROP TABLE IF EXISTS h19_patients, h19_rounds;
CREATE TABLE h19_patients (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, ward TEXT NOT NULL, deleted_at TIMESTAMP
);
CREATE TABLE h19_rounds (id TEXT PRIMARY KEY, ward TEXT NOT NULL, doctor TEXT NOT NULL, minutes INTEGER NOT NULL);
INSERT INTO h19_patients VALUES
    ('p1', 'Adams', 'N2', NULL), ('p2', 'Brandt', 'N2', '2025-01-20'), ('p3', 'Costa', 'N2', NULL),
    ('p4', 'Diaz', 'S1', NULL);
INSERT INTO h19_rounds VALUES ('r1', 'N2', 'Dr Weber', 40), ('r2', 'N2', 'Dr Singh', 25), ('r3', 'S1', 'Dr Weber', 30);
"""

db = DataFlow(DATABASE_URL, auto_migrate=False, enable_model_persistence=False)


@db.model
class Patient:
    id: str
    name: str
    ward: str
    deleted_at: Optional[datetime] = None

    __tablename__ = "h19_patients"
    __dataflow__ = {"soft_delete": True}


@db.model
class Round:
    id: str
    ward: str
    doctor: str
    minutes: int

    __tablename__ = "h19_rounds"


async def reset():
    con = await asyncpg.connect(DATABASE_URL)
    try:
        await con.execute(DDL)
    finally:
        await con.close()
