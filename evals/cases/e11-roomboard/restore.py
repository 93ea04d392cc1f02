import os
from pathlib import Path

import psycopg2

URL = os.getenv("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")


def run(dump="release1.sql"):
    connection = psycopg2.connect(URL)
    with connection, connection.cursor() as cursor:
        cursor.execute(Path(__file__).with_name(dump).read_text())
    connection.close()
