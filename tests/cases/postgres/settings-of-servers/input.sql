SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

ALTER DATABASE shop SET app.jwt_secret TO 'hunter4hunter4';
ALTER DATABASE shop SET app.api_url TO 'https://api.shop.example/v2';
ALTER DATABASE shop SET app.mode TO 'production';
ALTER DATABASE shop SET app.dsn TO 'host=db1.shop.example password=hunter5 dbname=x';
ALTER DATABASE shop SET statement_timeout TO '60s';
ALTER ROLE postgres SET session_preload_libraries TO 'auto_explain';
ALTER ROLE postgres IN DATABASE shop SET app.tenant = 7;
ALTER SYSTEM SET archive_command TO 'aws s3 cp %p s3://wal.shop.example/%f';
ALTER SYSTEM SET primary_conninfo TO 'host=db1.shop.example password=hunter6';
ALTER SYSTEM RESET ALL;
SET app.session_key = 'hunter7hunter7';
SELECT pg_catalog.set_config('app.other_key', 'hunter8hunter8', false);
