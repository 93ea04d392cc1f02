import os

from dataflow import DataFlow
import clean

clean.reset("b14_members", "b14_enrolments")
db = DataFlow(os.environ.get("DATABASE_URL", "mysql://root:@127.0.0.1:3306/test"))


@db.model
class B14Member:
    id: str
    email: str
    full_name: str
    visits: int = 0

    __dataflow__ = {"indexes": [{"name": "b14_member_email", "fields": ["email"], "unique": True}]}


@db.model
class B14Enrolment:
    id: str
    member_id: str
    course: str
