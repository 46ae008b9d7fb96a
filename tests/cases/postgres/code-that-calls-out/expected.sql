SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

CREATE TABLE orders (
    id integer,
    status text DEFAULT 'see https://bauta:BAUTAdeadSjtKXmvH0W7ZcaXO@bauta.invalid/x' NOT NULL,
    CONSTRAINT known CHECK ((status <> 'token=deadba07ad1909c8'))
);
COMMENT ON TABLE orders IS 'Loaded with password=BAUTAdeadRWCTDxd from host=bauta.invalid; ask bauta-czyfl1p1cm31@redacted.invalid';

CREATE FUNCTION pull() RETURNS void
    LANGUAGE plpgsql
    AS $pull$
begin
  perform dblink_connect('c', 'host=db.invalid dbname=bauta user=bauta password=BAUTAdeadOjFErZGKTLBnQDvP');
  perform net.http_post(url := 'https://bauta.invalid/orders', headers := '{"Authorization": "Bearer bautadead52idinp"}'::jsonb);
  copy orders to program 'curl -T - https://bauta.invalid/in';
end $pull$;

CREATE FUNCTION quoted() RETURNS text
    LANGUAGE sql
    AS 'select dblink(''host=bauta.invalid dbname=x'', ''select 1'')::text, ''it''''s http://www.w3.org/2001/XMLSchema''';

CREATE FUNCTION hook() RETURNS trigger LANGUAGE plpgsql AS $$ begin return new; end $$;
CREATE TRIGGER notify AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION hook('https://api.staging.test/functions/v1/x', 'POST', '{"Content-Type":"application/json","Authorization":"Bearer bautadead52idinp"}', '{}', '1000');
CREATE VIEW links AS
 SELECT ('https://www.shop.example/o/'::text || id) AS link
   FROM orders;
CREATE FUNCTION on_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$ begin end $$;
CREATE EVENT TRIGGER watch ON ddl_command_end
   EXECUTE FUNCTION on_ddl();
