SET client_encoding = 'UTF8';

CREATE TABLE public.orders (
    id integer NOT NULL,
    comment text NOT NULL,
    note text
);
