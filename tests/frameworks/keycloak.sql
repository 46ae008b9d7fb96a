--
-- PostgreSQL database dump
--
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

CREATE TABLE public.realm (id character varying(36) NOT NULL, access_code_lifespan integer, enabled boolean DEFAULT false NOT NULL, name character varying(255), ssl_required character varying(255), login_theme character varying(255));
INSERT INTO public.realm VALUES ('r1', 60, true, 'shop', 'EXTERNAL', NULL);
CREATE TABLE public.realm_smtp_config (realm_id character varying(36) NOT NULL, value character varying(255), name character varying(255) NOT NULL);
INSERT INTO public.realm_smtp_config VALUES ('r1', 'planted', 'password');
CREATE TABLE public.client (id character varying(36) NOT NULL, enabled boolean DEFAULT false NOT NULL, full_scope_allowed boolean DEFAULT false NOT NULL, client_id character varying(255), not_before integer, public_client boolean DEFAULT false NOT NULL, secret character varying(255), base_url character varying(255), bearer_only boolean DEFAULT false NOT NULL, management_url character varying(255), surrogate_auth_required boolean DEFAULT false NOT NULL, realm_id character varying(36), protocol character varying(255), registration_token character varying(255), root_url character varying(255), description character varying(255));
INSERT INTO public.client VALUES ('c1', true, true, 'web', 0, false, 'plantedclientsecretplantedclient', 'https://planted.shop-prod.com/base', false, NULL, false, 'r1', 'openid-connect', 'plantedregistration', 'https://planted.shop-prod.com', NULL);
CREATE TABLE public.client_attributes (client_id character varying(36) NOT NULL, name character varying(255) NOT NULL, value text);
INSERT INTO public.client_attributes VALUES ('c1', 'saml.signing.private.key', 'planted');
INSERT INTO public.client_attributes VALUES ('c1', 'pkce.code.challenge.method', 'S256');
CREATE TABLE public.component (id character varying(36) NOT NULL, name character varying(255), parent_id character varying(36), provider_id character varying(36), provider_type character varying(255), realm_id character varying(36), sub_type character varying(255));
INSERT INTO public.component VALUES ('k1', 'rsa-generated', 'r1', 'rsa-generated', 'org.keycloak.keys.KeyProvider', 'r1', NULL);
CREATE TABLE public.component_config (id character varying(36) NOT NULL, component_id character varying(36) NOT NULL, name character varying(255) NOT NULL, value text);
INSERT INTO public.component_config VALUES ('cc1', 'k1', 'privateKey', 'plantedMIIEpAIBAAKCAQEA');
INSERT INTO public.component_config VALUES ('cc2', 'k1', 'secret', 'planted');
INSERT INTO public.component_config VALUES ('cc3', 'k1', 'priority', '100');
CREATE TABLE public.identity_provider (internal_id character varying(36) NOT NULL, provider_alias character varying(255), enabled boolean DEFAULT false NOT NULL, provider_id character varying(255), store_token boolean DEFAULT false NOT NULL, realm_id character varying(36));
INSERT INTO public.identity_provider VALUES ('i1', 'google', true, 'google', false, 'r1');
CREATE TABLE public.identity_provider_config (identity_provider_id character varying(36) NOT NULL, value text, name character varying(255) NOT NULL);
INSERT INTO public.identity_provider_config VALUES ('i1', 'plantedprovidersecret', 'clientSecret');
INSERT INTO public.identity_provider_config VALUES ('i1', 'enabled-client', 'clientId');
CREATE TABLE public.user_entity (id character varying(36) NOT NULL, email character varying(255), email_constraint character varying(255), email_verified boolean DEFAULT false NOT NULL, enabled boolean DEFAULT false NOT NULL, federation_link character varying(255), first_name character varying(255), last_name character varying(255), realm_id character varying(255), username character varying(255), created_timestamp bigint, service_account_client_link character varying(255), not_before integer DEFAULT 0 NOT NULL);
INSERT INTO public.user_entity VALUES ('u1', 'planted@lovelace-corp.com', 'planted@lovelace-corp.com', true, true, NULL, 'Plantedada', 'Plantedlace', 'r1', 'plantedada', 1767225600000, NULL, 0);
CREATE TABLE public.user_attribute (name character varying(255) NOT NULL, value character varying(255), user_id character varying(36) NOT NULL, id character varying(36) DEFAULT 'sybase-needs-something-here'::character varying NOT NULL, long_value_hash bytea, long_value_hash_lower_case bytea, long_value text);
INSERT INTO public.user_attribute VALUES ('phone', 'planted 555', 'u1', 'a1', NULL, NULL, 'planted');
CREATE TABLE public.credential (id character varying(36) NOT NULL, salt bytea, type character varying(255), user_id character varying(36), created_date bigint, user_label character varying(255), secret_data text, credential_data text, priority integer);
INSERT INTO public.credential VALUES ('cr1', NULL, 'password', 'u1', 1767225600000, NULL, '{"value":"planted","salt":"planted"}', '{"hashIterations":5,"algorithm":"argon2"}', 10);
CREATE TABLE public.federated_identity (identity_provider character varying(255) NOT NULL, realm_id character varying(36), federated_user_id character varying(255), federated_username character varying(255), token text, user_id character varying(36) NOT NULL);
INSERT INTO public.federated_identity VALUES ('google', 'r1', 'planted1082042680333', 'planted@gmail.com', 'plantedtoken', 'u1');
CREATE TABLE public.offline_user_session (user_session_id character varying(36) NOT NULL, user_id character varying(255) NOT NULL, realm_id character varying(36) NOT NULL, created_on integer NOT NULL, offline_flag character varying(4) NOT NULL, data text, last_session_refresh integer DEFAULT 0 NOT NULL, broker_session_id character varying(1024), version integer DEFAULT 0);
INSERT INTO public.offline_user_session VALUES ('s1', 'u1', 'r1', 1, '1', '{"ipAddress":"planted"}', 0, NULL, 0);
CREATE TABLE public.event_entity (id character varying(36) NOT NULL, client_id character varying(255), details_json character varying(2550), error character varying(255), ip_address character varying(255), realm_id character varying(255), session_id character varying(255), event_time bigint, type character varying(255), user_id character varying(255), details_json_long_value text);
INSERT INTO public.event_entity VALUES ('e1', 'web', '{"username":"planted"}', NULL, '203.0.113.77', 'r1', NULL, 1, 'LOGIN', 'u1', NULL);

ALTER TABLE ONLY public.realm ADD CONSTRAINT constraint_4a PRIMARY KEY (id);
ALTER TABLE ONLY public.client ADD CONSTRAINT constraint_7 PRIMARY KEY (id);
ALTER TABLE ONLY public.client_attributes ADD CONSTRAINT constraint_3c PRIMARY KEY (client_id, name);
ALTER TABLE ONLY public.component ADD CONSTRAINT constr_component_pk PRIMARY KEY (id);
ALTER TABLE ONLY public.component_config ADD CONSTRAINT constr_component_config_pk PRIMARY KEY (id);
ALTER TABLE ONLY public.identity_provider ADD CONSTRAINT constraint_2b PRIMARY KEY (internal_id);
ALTER TABLE ONLY public.identity_provider_config ADD CONSTRAINT constraint_d PRIMARY KEY (identity_provider_id, name);
ALTER TABLE ONLY public.user_entity ADD CONSTRAINT constraint_fb PRIMARY KEY (id);
ALTER TABLE ONLY public.user_entity ADD CONSTRAINT uk_dykn684sl8up1crfei6eckhd7 UNIQUE (realm_id, email_constraint);
ALTER TABLE ONLY public.user_entity ADD CONSTRAINT uk_ru8tt6t700s9v50bu18ws5ha6 UNIQUE (realm_id, username);
ALTER TABLE ONLY public.credential ADD CONSTRAINT constraint_f PRIMARY KEY (id);
ALTER TABLE ONLY public.federated_identity ADD CONSTRAINT constraint_40 PRIMARY KEY (identity_provider, user_id);
ALTER TABLE ONLY public.component_config ADD CONSTRAINT fk_component_config FOREIGN KEY (component_id) REFERENCES public.component(id);
ALTER TABLE ONLY public.credential ADD CONSTRAINT fk_pfyr0glasqyl0dei3kl69r6v0 FOREIGN KEY (user_id) REFERENCES public.user_entity(id);
ALTER TABLE ONLY public.user_attribute ADD CONSTRAINT fk_5hrm2vlf9ql5fu043kqepovbr FOREIGN KEY (user_id) REFERENCES public.user_entity(id);
ALTER TABLE ONLY public.identity_provider_config ADD CONSTRAINT fkdc4897cf864c4e43 FOREIGN KEY (identity_provider_id) REFERENCES public.identity_provider(internal_id);
ALTER TABLE ONLY public.client_attributes ADD CONSTRAINT fk3c47c64beacca966 FOREIGN KEY (client_id) REFERENCES public.client(id);

--
-- PostgreSQL database dump complete
--

