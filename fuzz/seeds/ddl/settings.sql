SET client_encoding = 'LATIN1';
SET NAMES 'UTF8';
SET standard_conforming_strings = off;
SELECT pg_catalog.set_config('search_path', 'a, "B"', false);
SET search_path TO x, public;
RESET ALL;
