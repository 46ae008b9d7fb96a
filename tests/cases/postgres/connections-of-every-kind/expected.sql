SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

CREATE FOREIGN DATA WRAPPER warehouse;
CREATE SERVER stock FOREIGN DATA WRAPPER warehouse OPTIONS (
    host 'db1.staging.test',
    port '5432',
    dbname 'stock',
    fetch_size '1000'
);
CREATE SERVER ledger FOREIGN DATA WRAPPER warehouse OPTIONS (dbserver '//bauta.invalid:1521/LEDGER');
CREATE SERVER clicks FOREIGN DATA WRAPPER warehouse OPTIONS (url 'https://api.staging.test/v2', api_key 'BAUTAdeadMAUZJHp');
CREATE SERVER parquet FOREIGN DATA WRAPPER warehouse OPTIONS (aws_access_key 'AKIABAUTADEAD42KKXY7', aws_region 'eu-central-1', vault_access_key_id 'deadba07-a098-dcd8-3813-cd09f0448ca1');
CREATE USER MAPPING FOR postgres SERVER stock OPTIONS (
    password 'BAUTAdeadXkv8XnP',
    "user" 'stock_staging',
    sslkey '/etc/keys/stock.key'
);
ALTER USER MAPPING FOR postgres SERVER stock OPTIONS (SET password 'BAUTAdeadAOiqfpk');
CREATE FOREIGN TABLE remote (id integer OPTIONS (column_name 'ID')) SERVER stock OPTIONS (schema_name 'public', table_name 'Stock');
CREATE FOREIGN TABLE listing (line text) SERVER stock OPTIONS (program 'true');
CREATE PUBLICATION feed FOR ALL TABLES;
