import uuid

from models import db

express = db.express_sync


def save_member(email, full_name):
    express.upsert_advanced(
        "B14Member",
        where={"email": email},
        create={"id": uuid.uuid4().hex, "email": email, "full_name": full_name},
        update={"full_name": full_name},
        conflict_on=["email"],
    )
    return express.find_one("B14Member", {"email": email})


def enrol(email, full_name, course):
    member = save_member(email, full_name)
    return express.create(
        "B14Enrolment",
        {"id": uuid.uuid4().hex, "member_id": member["id"], "course": course},
    )
