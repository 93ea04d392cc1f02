from pydantic import BaseModel, field_validator


class BookModel(BaseModel):
    id: int
    title: str
    isbn: str
    copies: int

    @field_validator("isbn")
    @classmethod
    def check_isbn(cls, value):
        digits = [int(char) for char in value.replace("-", "")]
        if sum(weight * digit for weight, digit in zip(range(10, 0, -1), digits)) % 11:
            raise ValueError("ISBN check digit does not match")
        return value
