SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

CREATE ROLE app_rw;
ALTER ROLE app_rw WITH NOSUPERUSER LOGIN PASSWORD 'SCRAM-SHA-256$4096:c2FsdA==$c3RvcmVk:c2VydmVy' VALID UNTIL '2030-01-01 00:00:00+00';

CREATE FOREIGN DATA WRAPPER warehouse;
CREATE SERVER stock FOREIGN DATA WRAPPER warehouse OPTIONS (
    host 'db1.shop.example',
    dbname 'stock'
);
CREATE USER MAPPING FOR postgres SERVER stock OPTIONS (
    password 'hunter2hunter2',
    "user" 'stock_reader'
);
CREATE SUBSCRIPTION feed CONNECTION 'host=db2.shop.example user=feed password=hunter3hunter3' PUBLICATION feed WITH (connect = false, slot_name = 'feed');
ALTER DATABASE shop SET app.secret TO 'hunter4hunter4';
