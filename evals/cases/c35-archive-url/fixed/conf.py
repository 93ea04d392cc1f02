DRIVER = "asyncpg"
HOST = "127.0.0.1:5432"


def url():
    return f"postgresql://postgres@{HOST}/test"
