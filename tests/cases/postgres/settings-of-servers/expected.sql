SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

ALTER DATABASE "shop_staging" SET app.jwt_secret TO 'BAUTAdeadTd9dRrY';
ALTER DATABASE "shop_staging" SET app.api_url TO 'https://bauta.invalid/v2';
ALTER DATABASE "shop_staging" SET app.mode TO 'production';
ALTER DATABASE "shop_staging" SET app.dsn TO 'host=bauta.invalid password=BAUTAdead9fivWKi dbname=x';
ALTER DATABASE "shop_staging" SET statement_timeout TO '60s';
ALTER ROLE postgres SET session_preload_libraries TO '';
ALTER ROLE postgres IN DATABASE "shop_staging" SET app.tenant = 7;



SET app.session_key = 'BAUTAdeadGh0ms8E';
SELECT pg_catalog.set_config('app.other_key', 'BAUTAdeadPbO6KN7', false);
