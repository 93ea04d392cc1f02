"""Connection settings of the depot."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    host: str = "127.0.0.1"
    port: int = 5432
    user: str = "postgres"
    name: str = "test"

    @property
    def dsn(self) -> str:
        return f"postgresql://{self.user}@{self.host}:{self.port}/{self.name}"


SETTINGS = Settings()
