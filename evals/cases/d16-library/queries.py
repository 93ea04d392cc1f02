from models import db


def build_filter(branch=None, reader=None, returned=None):
    criteria = {}
    if branch:
        criteria["branch"] = branch
    if reader:
        criteria["reader"] = reader
    if returned is not None:
        criteria["returned_at"] = {"$null": not returned}
    return criteria


def loans(**params):
    return db.express_sync.list("Loan", build_filter(**params), order_by=["id"])
