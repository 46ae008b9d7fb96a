CREATE TABLE s.a (id integer NOT NULL, mail character varying(80) DEFAULT 'x'::character varying, n numeric(10,2), ts timestamp with time zone, g text GENERATED ALWAYS AS (lower(mail)) STORED, tags text[], CONSTRAINT c CHECK (((n)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))));
ALTER TABLE ONLY s.a ADD CONSTRAINT a_pkey PRIMARY KEY (id);
ALTER TABLE ONLY s.a ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES s.b(id) ON DELETE CASCADE;
CREATE UNIQUE INDEX i ON s.a USING btree (lower(mail));
ALTER TABLE s.a ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY ( SEQUENCE NAME s.q START WITH 1 INCREMENT BY 1 );
ALTER SEQUENCE s.q OWNED BY s.a.id;
