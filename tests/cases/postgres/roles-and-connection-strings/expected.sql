SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

CREATE ROLE app_rw;
ALTER ROLE app_rw WITH NOSUPERUSER LOGIN PASSWORD 'SCRAM-SHA-256$4096:BAUTAdeadaErM3Lz$X3AoNEtYDN2GjfxKWq/1mt6ViUIAASgh3JGu2V872QM=:GOPsLgLMDiFIrGb0t700Pr+f8Oym3EV5ZXMy7KGTkeB=' VALID UNTIL '2030-01-01 00:00:00+00';

CREATE FOREIGN DATA WRAPPER warehouse;
CREATE SERVER stock FOREIGN DATA WRAPPER warehouse OPTIONS (
    host 'bauta.invalid',
    dbname 'stock'
);
CREATE USER MAPPING FOR postgres SERVER stock OPTIONS (
    password 'BAUTAdeadRWCTDxd',
    "user" 'stock_reader'
);
CREATE SUBSCRIPTION feed CONNECTION 'host=bauta.invalid user=feed password=BAUTAdeadAOiqfpk' PUBLICATION feed WITH (connect = false, slot_name = NONE, enabled = false);
ALTER DATABASE "shop_staging" SET app.secret TO 'BAUTAdeadTd9dRrY';
