SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

CREATE TABLE public.orders (
    id integer,
    comment text,
    note text
);

COPY public.orders (id, comment, note) FROM stdin;
1	from ada.lovelace@shop.example	from ada.lovelace@shop.example
2	pay to GB82WEST12345698765432	pay to GB82WEST12345698765432
3	postgres://app:hunter2hunter2@db1.shop.example/shop	nothing
4	ada.lovelace@shop.example, GB82WEST12345698765432	nothing
\.
