import os

DATABASE_URL = os.environ.get("PURGE_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")
RETENTION_LIST = """# visits to remove, from the data protection office
1003, 1004
1007
"""
