from models import db


def save(site, topic, choice):
    with db.tenant_context.switch(site):
        db.express_sync.upsert("Preference", {"id": f"{site}:{topic}", "topic": topic, "choice": choice})


def load(site):
    with db.tenant_context.switch(site):
        return {row["topic"]: row["choice"] for row in db.express_sync.list("Preference")}
