SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.events (
    id integer,
    body jsonb
);

COPY public.events (id, body) FROM stdin;
1	{"email": "i35rlch6uwmhugwirief", "card": {"number": "*******************", "holder": "***"}, "tags": ["a", "b"], "amount": 1.50, "extra": "********"}
2	{"email": null, "tags": [], "amount": 1e3, "note": "******************"}
3	\N
4	{}
\.

INSERT INTO public.events VALUES (5, '{"email": "g6qshns5f21kf3s8vxaz", "tags": null}');
