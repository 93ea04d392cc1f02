from models import db
from store import enrol

SIGNUPS = [
    ("jo@example.org", "Jo Park", "pottery"),
    ("lu@example.org", "Lu Becker", "pottery"),
    ("jo@example.org", "Jo Park-Lind", "weaving"),
]


def main():
    for email, name, course in SIGNUPS:
        enrol(email, name, course)
    names = {m["id"]: m["full_name"] for m in db.express_sync.list("B14Member")}
    lines = [f"{e['course']}: {names[e['member_id']]}" for e in db.express_sync.list("B14Enrolment")]
    for line in sorted(lines):
        print(line)


if __name__ == "__main__":
    try:
        main()
    finally:
        db.close()
