SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

CREATE ROLE app_rw;
ALTER ROLE app_rw WITH NOSUPERUSER LOGIN;
CREATE ROLE "Report" NOLOGIN ADMIN app_rw;
CREATE ROLE auditor;
GRANT "Report" TO auditor WITH ADMIN OPTION GRANTED BY app_rw;
COMMENT ON ROLE app_rw IS 'reads and writes';
GRANT ALL ON SCHEMA public TO app_rw;

--
-- Name: stock; Type: SCHEMA; Schema: -; Owner: app_rw
--

CREATE SCHEMA stock AUTHORIZATION app_rw;
CREATE SCHEMA AUTHORIZATION auditor;
CREATE SCHEMA IF NOT EXISTS AUTHORIZATION app_rw;
CREATE FOREIGN DATA WRAPPER warehouse;
CREATE SERVER depot FOREIGN DATA WRAPPER warehouse;

SET SESSION AUTHORIZATION 'app_rw';

--
-- Name: items; Type: TABLE; Schema: public; Owner: app_rw
--

CREATE TABLE public.items (
    id integer,
    owner text
);
RESET SESSION AUTHORIZATION;
ALTER TABLE public.items OWNER TO app_rw;
CREATE TABLE stock.items (id integer);
ALTER TABLE stock.items OWNER TO auditor;

CREATE FUNCTION public.grant_to(owner text, role text) RETURNS text
    LANGUAGE sql
    AS $$ SELECT 'app_rw'::text $$;
ALTER FUNCTION public.grant_to(owner text, role text) OWNER TO app_rw;

CREATE POLICY own ON public.items FOR SELECT TO app_rw, PUBLIC USING (((owner)::name = CURRENT_USER));

COPY public.items (id, owner) FROM stdin;
1	app_rw
\.

REVOKE ALL ON TABLE public.items FROM app_rw;
GRANT SELECT,INSERT(id) ON TABLE public.items TO app_rw,auditor;
ALTER DEFAULT PRIVILEGES FOR ROLE app_rw IN SCHEMA stock GRANT SELECT ON TABLES TO "Report";
CREATE USER MAPPING FOR app_rw SERVER depot;
ALTER ROLE auditor SET role TO 'app_rw';
SET ROLE app_rw;
RESET ROLE;
