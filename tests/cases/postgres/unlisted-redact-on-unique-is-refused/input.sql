SET client_encoding = 'UTF8';

CREATE TABLE public.orders (
    id integer NOT NULL,
    code text UNIQUE,
    note text NOT NULL
);
