SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.settings (
    key text,
    value text
);

COPY public.settings (key, value) FROM stdin;
mail	Write to bauta-r7nrlq7c4pna@redacted.invalid, please.
json	{"to": "bauta-r7nrlq7c4pna@redacted.invalid", "n": 1}
url	postgres://bauta:BAUTAdead7s9FUCNCL6jPnKxa@db.invalid/bauta
plain	nothing here
\.
