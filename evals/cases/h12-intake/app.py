from fastapi.testclient import TestClient

from service import api

TABLET_3 = {
    "device": "tab3",
    "leads": [
        {"name": "Aino Virtanen", "email": "aino@virtanen.example"},
        {"name": "Ben Okafor", "email": "b.okafor@okaforsons.example", "phone": "+234 1 555 01"},
        {"name": "Carla Dias", "email": "carla@dias.example", "phone": "+351 21 555 77", "campaign": "spring-fair"},
    ],
}


def main():
    with TestClient(api) as client:
        answer = client.post("/leads/batch", json=TABLET_3)
        print("status", answer.status_code, "stored", answer.json()["stored"])
        for lead_id in answer.json()["ids"]:
            lead = client.get(f"/leads/{lead_id}").json()
            print(lead["name"], "|", lead["phone"] or "-", "|", lead["campaign"] or "-")


if __name__ == "__main__":
    main()
