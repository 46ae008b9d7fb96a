SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.events (
    id integer,
    body jsonb
);

COPY public.events (id, body) FROM stdin;
1	{"email": "ada@shop.example", "card": {"number": "4111 1111 1111 1111", "holder": "Ada"}, "tags": ["a", "b"], "amount": 1.50, "extra": "Lovelace"}
2	{"email": null, "tags": [], "amount": 1e3, "note": "line\\nfeed \\"quoted\\""}
3	\N
4	{}
\.

INSERT INTO public.events VALUES (5, '{"email": "it''s@shop.example", "tags": null}');
