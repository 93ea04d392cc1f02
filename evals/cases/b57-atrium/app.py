"""Light and climate preferences; each building is a tenant of its own."""
from models import db
from preferences import load, save

SITES = {
    "north": {"light": "warm", "climate": "20"},
    "south": {"light": "cold"},
}

for site, wishes in SITES.items():
    db.tenant_context.register_tenant(site, site.title() + " building")
    for topic, choice in wishes.items():
        save(site, topic, choice)

for site in SITES:
    print(site, sorted(load(site).items()))
db.close()
