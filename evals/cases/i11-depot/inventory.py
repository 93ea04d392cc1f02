"""Bookings of hardware that arrives at the depot."""
import logging

import psycopg2
from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from settings import current_site, database_url

logging.disable(logging.INFO)

TABLE = "i11_pallets"


def plain_connection():
    site = current_site()
    con = psycopg2.connect(host=site.host, port=site.port, dbname=site.database,
                           user=site.user, password=site.secret)
    con.autocommit = True
    return con


def prepare_table():
    con = plain_connection()
    with con.cursor() as cur:
        cur.execute(f"DROP TABLE IF EXISTS {TABLE}")
        cur.execute(f"CREATE TABLE {TABLE} (id SERIAL PRIMARY KEY, code VARCHAR(255) NOT NULL, "
                    "units INTEGER NOT NULL, created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP, "
                    "updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP)")
    con.close()


db = DataFlow(database_url(), auto_migrate=False)


@db.model
class I11Pallet:
    code: str
    units: int


def book(deliveries):
    workflow = WorkflowBuilder()
    for number, (code, units) in enumerate(deliveries, start=1):
        workflow.add_node("I11PalletCreateNode", f"pallet_{number}", {"code": code, "units": units})
    results, _ = LocalRuntime().execute(workflow.build())
    return {results[node]["code"]: results[node]["id"] for node in sorted(results)}


def stock_total():
    con = plain_connection()
    with con.cursor() as cur:
        cur.execute(f"SELECT count(*), coalesce(sum(units), 0) FROM {TABLE}")
        count, units = cur.fetchone()
    con.close()
    return count, units
