SET client_encoding = 'UTF8';

CREATE TABLE public.orders (
    id integer,
    comment text
);
