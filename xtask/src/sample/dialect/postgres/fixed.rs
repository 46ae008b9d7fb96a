//! The parts that hold no rows: head, functions, a foreign server, a view, a trigger, tail.

pub(super) const HEAD: &str = "--
-- PostgreSQL database dump
--

\\restrict Bauta0Sample0Shop0Bauta0Sample0Shop0Bauta0Sample0Shop0Bauta000

-- Dumped from database version 16.10 (Debian 16.10-1.pgdg12+1)
-- Dumped by pg_dump version 16.10 (Debian 16.10-1.pgdg12+1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

";

pub(super) const FUNCTIONS: &str = "--
-- Name: pull_stock(); Type: FUNCTION; Schema: public; Owner: postgres
--

CREATE FUNCTION public.pull_stock() RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
  -- it's only called at night; see the runbook
  PERFORM dblink_connect('wms', 'host=wms.prod.shop.example dbname=wms user=svc_stock password=EXAMPLE-stock');
  PERFORM dblink_exec('wms', 'SELECT 1');
END
$$;


ALTER FUNCTION public.pull_stock() OWNER TO postgres;

--
-- Name: FUNCTION pull_stock(); Type: COMMENT; Schema: public; Owner: postgres
--

COMMENT ON FUNCTION public.pull_stock() IS 'Ask ada@shop.example before you touch it';


--
-- Name: touch_updated_at(); Type: FUNCTION; Schema: public; Owner: postgres
--

CREATE FUNCTION public.touch_updated_at() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END
$$;


ALTER FUNCTION public.touch_updated_at() OWNER TO postgres;

";

pub(super) const FOREIGN_SERVER: &str = "--
-- Name: warehouse; Type: FOREIGN DATA WRAPPER; Schema: -; Owner: postgres
--

CREATE FOREIGN DATA WRAPPER warehouse;


ALTER FOREIGN DATA WRAPPER warehouse OWNER TO postgres;

--
-- Name: stock_server; Type: SERVER; Schema: -; Owner: postgres
--

CREATE SERVER stock_server FOREIGN DATA WRAPPER warehouse OPTIONS (
    dbname 'wms',
    host 'wms.prod.shop.example'
);


ALTER SERVER stock_server OWNER TO postgres;

--
-- Name: USER MAPPING postgres SERVER stock_server; Type: USER MAPPING; Schema: -; Owner: postgres
--

CREATE USER MAPPING FOR postgres SERVER stock_server OPTIONS (
    password 'EXAMPLE-mapping',
    \"user\" 'svc_stock'
);


";

pub(super) const VIEW: &str = "--
-- Name: customer_list; Type: VIEW; Schema: public; Owner: postgres
--

CREATE VIEW public.customer_list AS
 SELECT id,
    full_name AS name,
    email,
    country
   FROM public.customers
  WHERE ((email)::text <> 'qa@shop.example'::text);


ALTER VIEW public.customer_list OWNER TO postgres;

";

pub(super) const TRIGGER: &str = "--
-- Name: customers customers_touch; Type: TRIGGER; Schema: public; Owner: postgres
--

CREATE TRIGGER customers_touch BEFORE UPDATE ON public.customers FOR EACH ROW EXECUTE FUNCTION public.touch_updated_at();


";

pub(super) const TAIL: &str = "--
-- Name: TABLE products; Type: ACL; Schema: public; Owner: postgres
--

GRANT SELECT ON TABLE public.products TO PUBLIC;


--
-- PostgreSQL database dump complete
--

\\unrestrict Bauta0Sample0Shop0Bauta0Sample0Shop0Bauta0Sample0Shop0Bauta000

";
