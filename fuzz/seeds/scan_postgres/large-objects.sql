SELECT pg_catalog.lo_create('16401');
BEGIN;
SELECT pg_catalog.lo_open('16401', 131072);
SELECT pg_catalog.lowrite(0, '\x6162');
SELECT pg_catalog.lo_close(0);
COMMIT;
