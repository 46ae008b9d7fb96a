SET client_encoding = 'UTF8';

ALTER DATABASE "shop_staging" SET search_path TO 'public';
CREATE SUBSCRIPTION one CONNECTION 'host=db2.staging.test user=feed password=BAUTAdead8aeDHEA dbname=x' PUBLICATION feed WITH (connect = false, slot_name = NONE, enabled = false);
CREATE SUBSCRIPTION two CONNECTION 'postgresql://bauta:BAUTAdead8RgOAUz@db2.staging.test:5433/x?sslmode=require' PUBLICATION feed, more WITH (connect = false, enabled = false, slot_name = NONE);

ALTER SUBSCRIPTION one OWNER TO postgres;
