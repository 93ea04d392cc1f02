import os

import psycopg2

from dataflow import DataFlow

URL = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")
db = DataFlow(URL)


@db.model
class Trip:
    __tablename__ = "dfx446_trips"
    id: str
    mileage: float


def anew():
    connection = psycopg2.connect(URL)
    connection.cursor().execute("DROP TABLE IF EXISTS dfx446_trips")
    connection.commit()
    connection.close()


def main():
    anew()
    db.express_sync.create("Trip", {"id": "t1", "mileage": 1204511.62})
    db.express_sync.create("Trip", {"id": "t2", "mileage": 1204530.12})
    driven = [row["mileage"] for row in db.express_sync.list("Trip", {}, order_by=["id"])]
    print(f"driven: {driven[1] - driven[0]:.2f} km")
    db.close()


main()
