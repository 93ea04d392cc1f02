DROP TABLE IF EXISTS b27_pallets;
CREATE TABLE b27_pallets (
    id TEXT PRIMARY KEY,
    content TEXT NOT NULL,
    bay INTEGER NOT NULL,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO b27_pallets (id, content, bay) VALUES ('PL-1', 'tiles', 12), ('PL-2', 'grout', 7);
