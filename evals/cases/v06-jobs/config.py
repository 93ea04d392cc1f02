import clean


def database_url(pool=5):
    return f"{clean.URL}?pool_size={pool}&max_overflow=10"
