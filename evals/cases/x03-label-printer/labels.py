import httpx

LABEL_SERVICE = "http://127.0.0.1:9631"


async def request_label(parcel):
    async with httpx.AsyncClient(base_url=LABEL_SERVICE, timeout=5) as client:
        response = await client.post("/labels", json={"ref": parcel["id"], "town": parcel["town"]})
        response.raise_for_status()
        return response.json()["label"]
