HOST = "127.0.0.1"
PORT = 5433
URL = f"postgresql://postgres@{HOST}:{PORT}/test"
