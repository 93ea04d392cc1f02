from pathlib import Path

HERE = Path(__file__).resolve().parent


def load():
    lines = (HERE / ".env").read_text().splitlines()
    values = dict(line.split("=", 1) for line in lines if "=" in line)
    return {name: value.replace("HERE", str(HERE)) for name, value in values.items()}


def where(url):
    return (url or "nowhere").rsplit("/", 1)[-1]
