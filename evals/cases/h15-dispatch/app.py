from fastapi.testclient import TestClient

from drivers import Assigner
from web import api, db

BOOKINGS = [("t1", "Hotel Anker"), ("t2", "Clinic West"), ("t3", "Mr Pavlov")]


def main():
    client = TestClient(api)
    for trip_id, customer in BOOKINGS:
        client.post("/trips", json={"id": trip_id, "customer": customer})
    print("open before:", client.get("/trips/open").json())

    worker = Assigner(["Zoe", "Malik"])
    worker.start()
    worker.join()
    print("assigned:", worker.assigned)

    print("open after:", client.get("/trips/open").json())
    print("t1:", client.get("/trips/t1").json())


if __name__ == "__main__":
    try:
        main()
    finally:
        db.close()
