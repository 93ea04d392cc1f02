import clean

DATABASE_URL = clean.URL
