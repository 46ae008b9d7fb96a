SET client_encoding = 'UTF8';

ALTER DATABASE shop SET search_path TO 'public';
CREATE SUBSCRIPTION one CONNECTION 'host=db2.shop.example user=feed password=''hunter4 hunter4'' dbname=x' PUBLICATION feed WITH (connect = false, slot_name = 'one');
CREATE SUBSCRIPTION two CONNECTION 'postgresql://feed:hunter5hunter5@db2.shop.example:5433/x?sslmode=require' PUBLICATION feed, more WITH (connect = false, enabled = false, slot_name = NONE);
ALTER SUBSCRIPTION one ENABLE;
ALTER SUBSCRIPTION one OWNER TO postgres;
