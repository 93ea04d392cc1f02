from fastapi.testclient import TestClient

from api import app

if __name__ == "__main__":
    with TestClient(app) as client:
        client.post("/suppliers", json={"id": "s1", "name": "Farm Lindner", "phone": "06582 77",
                                        "iban": "AT61 1904", "note": "delivers on Tuesdays"})
        client.post("/suppliers", json={"id": "s2", "name": "Mill Auer", "phone": "07247 12"})
        print(client.patch("/suppliers/s1", json={"phone": "06582 9000"}).status_code)
        print(client.patch("/suppliers/s2", json={"iban": "AT22 2011"}).status_code)
        for supplier_id in ("s1", "s2"):
            s = client.get(f"/suppliers/{supplier_id}").json()
            print(s["name"], "|", s["phone"], "|", s["iban"], "|", s["note"])
