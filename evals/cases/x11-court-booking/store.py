import os

import psycopg2
from dataflow import DataFlow

DATABASE_URL = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")


def empty_demo_tables():
    con = psycopg2.connect(DATABASE_URL)
    with con, con.cursor() as cur:
        cur.execute("DROP TABLE IF EXISTS court_bookings, court_audits")
    con.close()


empty_demo_tables()
db = DataFlow(DATABASE_URL)


@db.model
class CourtBooking:
    id: str
    court: int
    hour: int
    member: str


@db.model
class CourtAudit:
    id: str
    text: str
