SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

CREATE TABLE public.orders (
    id integer,
    comment text,
    note text
);

COPY public.orders (id, comment, note) FROM stdin;
1	from ada.lovelace@shop.example	from bauta-r7nrlq7c4pna@redacted.invalid
2	pay to GB03BAUT00000007588146	pay to GB03BAUT00000007588146
3	postgres://bauta:BAUTAdead7s9FUCNCL6jPnKxa@db.invalid/bauta	nothing
4	ada.lovelace@shop.example, GB03BAUT00000007588146	nothing
\.
