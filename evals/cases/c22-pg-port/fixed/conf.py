HOST = "127.0.0.1"
PORT = 5432
URL = f"postgresql://postgres@{HOST}:{PORT}/test"
