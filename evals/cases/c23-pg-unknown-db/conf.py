def database_url(name, host="127.0.0.1", user="postgres"):
    return f"postgresql://{user}@{host}:5432/{name}"
