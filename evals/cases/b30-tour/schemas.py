from pydantic import BaseModel, Field


class Booking(BaseModel):
    id: str
    guest: str
    tour: str
    seats: int = Field(default=1, ge=1, le=8)
    language: str = "en"
    note: str = ""
