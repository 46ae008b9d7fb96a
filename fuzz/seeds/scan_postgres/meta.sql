\restrict abc123
\connect -reuse-previous=on "dbname='a b'"
\c shop
\unrestrict abc123
SELECT 1 \gexec
;
\echo it's
SELECT 2;
