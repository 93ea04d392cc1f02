from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'clubs.db'}", multi_tenant=True)
MEMBERS = {"rowing": ["Ada", "Bo", "Cem"], "chess": ["Dana"]}


@db.model
class Member:
    id: str
    name: str


def enrol(club, name):
    return db.express_sync.create("Member", {"id": f"{club}-{name}", "name": name})


def enrol_all(club, names):
    with ThreadPoolExecutor(max_workers=2) as pool:
        jobs = [pool.submit(copy_context().run, enrol, club, name) for name in names]
        return [job.result() for job in jobs]


for club, names in MEMBERS.items():
    db.tenant_context.register_tenant(club, club)
    with db.tenant_context.switch(club):
        enrol_all(club, names)
        print(club, db.express_sync.count("Member"))
db.close()
