"""Database addresses of the team's services, one place for all."""
from sqlalchemy.engine import URL

HOSTS = {"local": ("127.0.0.1", 5432)}


def service_url(stage: str, database: str, user: str = "postgres") -> str:
    host, port = HOSTS[stage]
    url = URL.create("postgresql", username=user, host=host, port=port, database=database)
    return url.render_as_string(hide_password=False)
