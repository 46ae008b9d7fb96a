SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

CREATE FOREIGN DATA WRAPPER warehouse;
CREATE SERVER stock FOREIGN DATA WRAPPER warehouse OPTIONS (
    host 'db1.shop.example',
    port '5432',
    dbname 'stock',
    fetch_size '1000'
);
CREATE SERVER ledger FOREIGN DATA WRAPPER warehouse OPTIONS (dbserver '//ora1.shop.example:1521/LEDGER');
CREATE SERVER clicks FOREIGN DATA WRAPPER warehouse OPTIONS (url 'https://api.shop.example/v2', api_key 'hunter2-hunter2');
CREATE SERVER parquet FOREIGN DATA WRAPPER warehouse OPTIONS (aws_access_key 'AKIAQQQQQQQQQQQQQQQQ', aws_region 'eu-central-1', vault_access_key_id '5d8a7a3e-0d4b-4b5e-9a4e-0123456789ab');
CREATE USER MAPPING FOR postgres SERVER stock OPTIONS (
    password 'hunter2''hunter2',
    "user" 'stock_reader',
    sslkey '/etc/keys/stock.key'
);
ALTER USER MAPPING FOR postgres SERVER stock OPTIONS (SET password 'hunter3hunter3');
CREATE FOREIGN TABLE remote (id integer OPTIONS (column_name 'ID')) SERVER stock OPTIONS (schema_name 'public', table_name 'Stock');
CREATE FOREIGN TABLE listing (line text) SERVER stock OPTIONS (program 'curl -s https://api.shop.example/list');
CREATE PUBLICATION feed FOR ALL TABLES;
