import psycopg2

from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


def clear():
    con = psycopg2.connect(URL)
    with con, con.cursor() as cur:
        cur.execute("DROP TABLE IF EXISTS j08_vans, j08_trips")
    con.close()


clear()
db = DataFlow(URL, enable_model_persistence=False)


@db.model
class Van:
    __tablename__ = "j08_vans"
    id: str
    depot: str


@db.model
class Trip:
    __tablename__ = "j08_trips"
    id: str
    van_id: str
    km: int
