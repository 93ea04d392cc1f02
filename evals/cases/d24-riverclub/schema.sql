DROP TABLE IF EXISTS tbl_members;
CREATE TABLE tbl_members (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    boat_class TEXT,
    paid_until INTEGER NOT NULL,
    created_at TEXT DEFAULT CURRENT_TIMESTAMP,
    updated_at TEXT DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO tbl_members (name, boat_class, paid_until) VALUES
    ('Ilse Brand', 'K1', 2025), ('Tomo Ito', 'C2', 2024), ('Rhea Pope', NULL, 2025);
