"""Intake of leads from the trade fair tablets."""
from typing import List, Optional

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

from storage import db


class LeadIn(BaseModel):
    name: str
    email: str
    phone: Optional[str] = None
    campaign: Optional[str] = None


class Batch(BaseModel):
    device: str
    leads: List[LeadIn]


api = FastAPI()


def as_row(device, number, lead):
    return {"id": f"{device}-{number:03d}", **lead.model_dump(exclude_none=True)}


async def store_batch(batch):
    rows = [as_row(batch.device, n, lead) for n, lead in enumerate(batch.leads, start=1)]
    outcome = await db.express.bulk_create("Lead", rows)
    return {"stored": outcome["inserted"], "ids": [row["id"] for row in rows]}


@api.post("/leads/batch", status_code=201)
async def post_batch(batch: Batch):
    return await store_batch(batch)


@api.get("/leads/{lead_id}")
async def get_lead(lead_id: str):
    lead = await db.express.read("Lead", lead_id)
    if lead is None:
        raise HTTPException(status_code=404)
    return {key: lead[key] for key in ("name", "email", "phone", "campaign")}
