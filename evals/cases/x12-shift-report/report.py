from models import db


def collect_hours(worker, hours=[]):
    for shift in db.express_sync.list("Shift", {"worker": worker}, order_by=["id"], limit=500):
        hours.append(shift["hours"])
    return hours


def weekly(workers):
    for worker in workers:
        hours = collect_hours(worker)
        yield f"{worker}: {len(hours)} shifts, {sum(hours)} hours"
