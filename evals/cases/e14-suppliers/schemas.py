from typing import Optional

from pydantic import BaseModel


class SupplierIn(BaseModel):
    id: str
    name: str
    phone: Optional[str] = None
    iban: Optional[str] = None
    note: Optional[str] = None


class SupplierPatch(BaseModel):
    phone: Optional[str] = None
    iban: Optional[str] = None
    note: Optional[str] = None
