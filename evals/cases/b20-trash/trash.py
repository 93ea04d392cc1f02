def summary(express, project):
    scope = {"project": project}
    live = express.list("Memo", scope, order_by=["id"])
    everything = express.list("Memo", scope, order_by=["id"], include_deleted=True)
    live_ids = [m["id"] for m in live]
    return {
        "live": live_ids,
        "trash": [m["id"] for m in everything if m["id"] not in live_ids],
        "total": len(everything),
    }
