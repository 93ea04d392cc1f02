import clean


def database_url(pool=5):
    return clean.URL
