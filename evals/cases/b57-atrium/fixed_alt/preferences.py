from models import db


def save(site, topic, choice):
    key = f"{site}:{topic}"
    with db.tenant_context.switch(site):
        if db.express_sync.list("Preference", {"id": key}, limit=1):
            db.express_sync.update("Preference", key, {"choice": choice})
        else:
            db.express_sync.create("Preference", {"id": key, "topic": topic, "choice": choice})


def load(site):
    with db.tenant_context.switch(site):
        return {row["topic"]: row["choice"] for row in db.express_sync.list("Preference")}
