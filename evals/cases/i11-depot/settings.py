"""Connection settings of the depot tool, one block per site."""
import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Site:
    host: str
    port: int
    database: str
    user: str
    secret: str


SITES = {
    "lab": Site("127.0.0.1", 5432, "test", "postgres", "Quay#7walrus"),
}


def current_site():
    return SITES[os.environ.get("DEPOT_SITE", "lab")]


def database_url(site=None):
    site = site or current_site()
    return f"postgresql://{site.user}:{site.secret}@{site.host}:{site.port}/{site.database}"
