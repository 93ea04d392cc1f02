"""Stands for the database of the old system."""
import psycopg2

URL = "postgresql://postgres@127.0.0.1:5432/test"

SCHEMA = """
DROP TABLE IF EXISTS j11_doors, j11_badge, j11_badges;
CREATE TABLE j11_doors (id text PRIMARY KEY, label text NOT NULL, level integer NOT NULL);
CREATE TABLE j11_badge (id text PRIMARY KEY, holder text NOT NULL, level integer NOT NULL);
INSERT INTO j11_doors VALUES ('d1', 'main entrance', 1), ('d2', 'server room', 3);
INSERT INTO j11_badge VALUES ('4711', 'Nadia', 3), ('4712', 'Tom', 1);
"""


def restore():
    con = psycopg2.connect(URL)
    with con, con.cursor() as cur:
        cur.execute(SCHEMA)
    con.close()
