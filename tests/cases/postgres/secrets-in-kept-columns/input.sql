SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.settings (
    key text,
    value text
);

COPY public.settings (key, value) FROM stdin;
mail	Write to ada.lovelace@shop.example, please.
json	{"to": "ada.lovelace@shop.example", "n": 1}
url	postgres://app:hunter2hunter2@db1.shop.example/shop
plain	nothing here
\.
