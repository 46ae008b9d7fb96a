SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

CREATE ROLE "app_staging";
ALTER ROLE "app_staging" WITH NOSUPERUSER LOGIN;
CREATE ROLE "report_staging" NOLOGIN ADMIN "app_staging";
CREATE ROLE auditor;
GRANT "report_staging" TO auditor WITH ADMIN OPTION GRANTED BY "app_staging";
COMMENT ON ROLE "app_staging" IS 'reads and writes';
GRANT ALL ON SCHEMA public TO "app_staging";

--
-- Name: stock; Type: SCHEMA; Schema: -; Owner: app_staging
--

CREATE SCHEMA stock AUTHORIZATION "app_staging";
CREATE SCHEMA AUTHORIZATION auditor;
CREATE SCHEMA IF NOT EXISTS "app_rw" AUTHORIZATION "app_staging";
CREATE FOREIGN DATA WRAPPER warehouse;
CREATE SERVER depot FOREIGN DATA WRAPPER warehouse;

SET SESSION AUTHORIZATION "app_staging";

--
-- Name: items; Type: TABLE; Schema: public; Owner: app_staging
--

CREATE TABLE public.items (
    id integer,
    owner text
);
RESET SESSION AUTHORIZATION;
ALTER TABLE public.items OWNER TO "app_staging";
CREATE TABLE stock.items (id integer);
ALTER TABLE stock.items OWNER TO auditor;

CREATE FUNCTION public.grant_to(owner text, role text) RETURNS text
    LANGUAGE sql
    AS $$ SELECT 'app_rw'::text $$;
ALTER FUNCTION public.grant_to(owner text, role text) OWNER TO "app_staging";

CREATE POLICY own ON public.items FOR SELECT TO "app_staging", PUBLIC USING (((owner)::name = CURRENT_USER));

COPY public.items (id, owner) FROM stdin;
1	app_rw
\.

REVOKE ALL ON TABLE public.items FROM "app_staging";
GRANT SELECT,INSERT(id) ON TABLE public.items TO "app_staging",auditor;
ALTER DEFAULT PRIVILEGES FOR ROLE "app_staging" IN SCHEMA stock GRANT SELECT ON TABLES TO "report_staging";
CREATE USER MAPPING FOR "app_staging" SERVER depot;
ALTER ROLE auditor SET role TO "app_staging";
SET ROLE "app_staging";
RESET ROLE;
