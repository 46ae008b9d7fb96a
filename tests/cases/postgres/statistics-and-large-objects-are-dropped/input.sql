SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.people (
    id integer NOT NULL,
    name text
);

SELECT pg_catalog.lo_create('16405');

ALTER LARGE OBJECT 16405 OWNER TO postgres;

COPY public.people (id, name) FROM stdin;
1	Ada
\.

BEGIN;

SELECT pg_catalog.lo_open('16405', 131072);
SELECT pg_catalog.lowrite(0, '\x4164612773207365637265742064696172790a');
SELECT pg_catalog.lo_close(0);

COMMIT;

SELECT * FROM pg_catalog.pg_restore_relation_stats(
	'version', '180000'::integer,
	'schemaname', 'public',
	'relname', 'people',
	'relpages', '1'::integer,
	'reltuples', '1'::real
);

SELECT * FROM pg_catalog.pg_restore_attribute_stats(
	'version', '180000'::integer,
	'schemaname', 'public',
	'relname', 'people',
	'attname', 'name',
	'inherited', 'f'::boolean,
	'most_common_vals', '{Ada}'::text
);
