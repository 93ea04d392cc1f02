from pydantic import BaseModel


class Form(BaseModel):
    name: str
    year: int
