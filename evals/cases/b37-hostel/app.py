from fastapi.testclient import TestClient

from api import app


def main():
    with TestClient(app) as client:
        for number, price in (("b1", 19), ("b2", 22)):
            reply = client.post("/beds", json={"id": number, "room": "blue", "price": price})
            print("added", number, reply.status_code)
        listing = client.get("/rooms/blue/beds").json()
        print("beds in blue:", [bed["id"] for bed in listing])
        print("cheapest:", min(bed["price"] for bed in listing))


if __name__ == "__main__":
    main()
