from dataclasses import dataclass, field
from urllib.parse import urlencode


@dataclass
class PgSettings:
    host: str = "127.0.0.1"
    port: int = 5432
    user: str = "postgres"
    name: str = "test"
    params: dict = field(default_factory=dict)

    @property
    def url(self):
        base = f"postgresql://{self.user}@{self.host}:{self.port}/{self.name}"
        return f"{base}?{urlencode(self.params)}" if self.params else base


def load(profile):
    settings = PgSettings()
    settings.params["sslmode"] = "prefer"
    settings.params["application_name"] = f"quarry-{profile}"
    return settings
