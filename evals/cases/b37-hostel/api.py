from fastapi import FastAPI
from pydantic import BaseModel

from repo import beds

app = FastAPI()


class BedIn(BaseModel):
    id: str
    room: str
    price: int


@app.post("/beds", status_code=201)
async def add_bed(bed: BedIn):
    return await beds.add(**bed.model_dump())


@app.get("/rooms/{room}/beds")
def beds_in(room: str):
    return beds.all(room=room)
