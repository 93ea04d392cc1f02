from contextlib import asynccontextmanager

from fastapi import FastAPI, HTTPException

from schemas import SupplierIn, SupplierPatch
from storage import db


@asynccontextmanager
async def lifespan(app):
    yield
    await db.close_async()


app = FastAPI(lifespan=lifespan)


@app.post("/suppliers", status_code=201)
async def create_supplier(body: SupplierIn):
    return await db.express.create("Supplier", body.model_dump())


@app.patch("/suppliers/{supplier_id}")
async def patch_supplier(supplier_id: str, body: SupplierPatch):
    if await db.express.read("Supplier", supplier_id) is None:
        raise HTTPException(404)
    return await db.express.update("Supplier", supplier_id, body.model_dump())


@app.get("/suppliers/{supplier_id}")
async def get_supplier(supplier_id: str):
    supplier = await db.express.read("Supplier", supplier_id)
    if supplier is None:
        raise HTTPException(404)
    return supplier
