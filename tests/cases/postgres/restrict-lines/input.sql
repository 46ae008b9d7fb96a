--
-- PostgreSQL database dump
--

\restrict Zk3xPq0

SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

CREATE DATABASE shop WITH TEMPLATE = template0 ENCODING = 'UTF8';

\unrestrict Zk3xPq0
\connect shop
\restrict Zk3xPq0

CREATE TABLE public.people (
    name text
);

COPY public.people (name) FROM stdin;
Ada
\.

\unrestrict Zk3xPq0

--
-- PostgreSQL database dump complete
--
