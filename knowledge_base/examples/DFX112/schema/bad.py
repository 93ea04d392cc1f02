from pathlib import Path

from pydantic import BaseModel, field_validator

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'clubs.db'}")


class Base(BaseModel):
    id: str


class Member(Base):
    name: str
    level: int = 1

    @field_validator("name")
    @classmethod
    def not_blank(cls, value: str) -> str:
        return value.strip()


db.model(Member)


def join(member: Member) -> str:
    db.express_sync.create("Member", member.model_dump(exclude_unset=True))
    return f"{member.name}: {db.express_sync.read('Member', member.id)['level']}"


print(join(Member(id="m1", name=" Ada ")))
db.close()
