--
-- PostgreSQL database dump
--

\restrict Zk3xPq0

SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

CREATE DATABASE "shop_staging" WITH TEMPLATE = template0 ENCODING = 'UTF8';

\unrestrict Zk3xPq0
\connect "shop_staging"
\restrict Zk3xPq0

CREATE TABLE public.people (
    name text
);

COPY public.people (name) FROM stdin;
jqcs7i1nutmbxcjzqcti
\.

\unrestrict Zk3xPq0

--
-- PostgreSQL database dump complete
--
