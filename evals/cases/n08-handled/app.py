from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'signups.db'}")


@db.model
class Signup:
    id: str
    email: str


def register(signup_id, email):
    try:
        db.express_sync.create("Signup", {"id": signup_id, "email": email})
    except Exception:
        return False
    return True


assert register("a", "a@example.org")
assert not register("a", "again@example.org")
assert register("b", "b@example.org")
total = db.express_sync.count("Signup")
assert total == 3, f"three sign-ups expected, {total} stored"
