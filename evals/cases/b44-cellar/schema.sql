DROP TABLE IF EXISTS cellar_wines;
DROP TABLE IF EXISTS cellar_suppliers;

CREATE TABLE cellar_suppliers (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE cellar_wines (
    id TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    supplier_id TEXT NOT NULL REFERENCES cellar_suppliers (id),
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

INSERT INTO cellar_suppliers (id, name, active) VALUES
    ('s1', 'Weingut Adler', TRUE),
    ('s2', 'Cave Morel', FALSE),
    ('s3', 'Bodega Luz', FALSE);

INSERT INTO cellar_wines (id, label, supplier_id) VALUES
    ('w1', 'Riesling 2021', 's1'),
    ('w2', 'Gamay 2020', 's2');
