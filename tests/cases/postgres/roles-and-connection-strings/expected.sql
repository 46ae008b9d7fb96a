SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

CREATE ROLE app_rw;
ALTER ROLE app_rw WITH NOSUPERUSER LOGIN PASSWORD NULL VALID UNTIL '2030-01-01 00:00:00+00';

CREATE FOREIGN DATA WRAPPER warehouse;
CREATE SERVER stock FOREIGN DATA WRAPPER warehouse OPTIONS (
    host 'bauta.invalid',
    dbname 'bauta-removed'
);
CREATE USER MAPPING FOR postgres SERVER stock OPTIONS (
    password 'bauta-removed',
    "user" 'bauta-removed'
);
CREATE SUBSCRIPTION feed CONNECTION 'host=bauta.invalid' PUBLICATION feed WITH (connect = false, slot_name = 'feed');
ALTER DATABASE "shop_staging" SET app.secret TO 'bauta-removed';
