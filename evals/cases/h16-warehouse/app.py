from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient
from pydantic import BaseModel

from models import db, seed
from moves import NotEnough, move_stock

api = FastAPI()


class MoveIn(BaseModel):
    source: str
    target: str
    pieces: int


@api.post("/moves", status_code=201)
async def post_move(move: MoveIn):
    try:
        return {"number": await move_stock(move.source, move.target, move.pieces)}
    except NotEnough as reason:
        raise HTTPException(status_code=409, detail=str(reason))


@api.get("/bins/{place_id}")
async def get_bin(place_id: str):
    return (await db.express.read("Bin", place_id, cache_ttl=0))["pieces"]


def main():
    seed()
    with TestClient(api) as client:
        for move in (("A1", "C2", 120), ("B4", "C2", 25)):
            answer = client.post("/moves", json=dict(zip(("source", "target", "pieces"), move)))
            print(answer.status_code, answer.json())
        print({place: client.get(f"/bins/{place}").json() for place in ("A1", "B4", "C2")})


if __name__ == "__main__":
    main()
