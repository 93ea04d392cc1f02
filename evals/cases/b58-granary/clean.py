"""Empties the tables of the exercise so that every run starts from nothing."""

import psycopg2

URL = "postgresql://postgres@127.0.0.1:5432/test"


def reset(*tables):
    connection = psycopg2.connect(URL)
    connection.autocommit = True
    for table in tables:
        connection.cursor().execute(f"DROP TABLE IF EXISTS {table} CASCADE")
    connection.close()
