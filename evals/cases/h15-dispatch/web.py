from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

from database import open_db

db = open_db()
api = FastAPI()


class TripIn(BaseModel):
    id: str
    customer: str


@api.post("/trips", status_code=201)
def book(trip: TripIn):
    return db.express_sync.create("Trip", trip.model_dump())["id"]


@api.get("/trips/open")
def open_trips():
    return sorted(t["id"] for t in db.express_sync.list("Trip", {"state": "open"}))


@api.get("/trips/{trip_id}")
def trip_details(trip_id: str):
    trip = db.express_sync.read("Trip", trip_id)
    if trip is None:
        raise HTTPException(404)
    return {"state": trip["state"], "driver": trip["driver"]}
