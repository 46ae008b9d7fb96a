--
-- PostgreSQL database dump
--
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

CREATE SCHEMA auth;
CREATE SCHEMA vault;
CREATE SCHEMA cron;
CREATE SCHEMA storage;
CREATE TABLE auth.users (
    instance_id uuid,
    id uuid NOT NULL,
    aud character varying(255),
    role character varying(255),
    email character varying(255),
    encrypted_password character varying(255),
    email_confirmed_at timestamp with time zone,
    invited_at timestamp with time zone,
    confirmation_token character varying(255),
    confirmation_sent_at timestamp with time zone,
    recovery_token character varying(255),
    recovery_sent_at timestamp with time zone,
    email_change_token_new character varying(255),
    email_change character varying(255),
    email_change_sent_at timestamp with time zone,
    last_sign_in_at timestamp with time zone,
    raw_app_meta_data jsonb,
    raw_user_meta_data jsonb,
    is_super_admin boolean,
    created_at timestamp with time zone,
    updated_at timestamp with time zone,
    phone text DEFAULT NULL::character varying,
    phone_confirmed_at timestamp with time zone,
    phone_change text DEFAULT ''::character varying,
    phone_change_token character varying(255) DEFAULT ''::character varying,
    phone_change_sent_at timestamp with time zone,
    confirmed_at timestamp with time zone GENERATED ALWAYS AS (LEAST(email_confirmed_at, phone_confirmed_at)) STORED,
    email_change_token_current character varying(255) DEFAULT ''::character varying,
    email_change_confirm_status smallint DEFAULT 0,
    banned_until timestamp with time zone,
    reauthentication_token character varying(255) DEFAULT ''::character varying,
    reauthentication_sent_at timestamp with time zone,
    is_sso_user boolean DEFAULT false NOT NULL,
    deleted_at timestamp with time zone,
    is_anonymous boolean DEFAULT false NOT NULL,
    CONSTRAINT users_email_change_confirm_status_check CHECK (((email_change_confirm_status >= 0) AND (email_change_confirm_status <= 2)))
);
INSERT INTO auth.users (instance_id, id, aud, role, email, encrypted_password, confirmation_token, recovery_token, email_change_token_new, email_change, raw_app_meta_data, raw_user_meta_data, phone, phone_change_token, email_change_token_current, reauthentication_token) VALUES ('00000000-0000-0000-0000-000000000000', 'b2d6d2b0-6f8e-4d5a-8a53-0a6f0f6b1c11', 'authenticated', 'authenticated', 'planted@lovelace-corp.com', '$2a$10$plantedplantedplantedpuTmWnfSDyHcL5pMvXLQuHhVaEnoBUy7K', 'planted-confirmation', 'planted-recovery', 'planted-change', 'planted2@lovelace-corp.com', '{"provider": "google", "providers": ["google"]}', '{"name": "Planted Ada", "email": "planted@lovelace-corp.com", "avatar_url": "https://lh3.googleusercontent.com/planted"}', NULL, 'planted', 'planted', 'planted');
CREATE TABLE auth.identities (provider_id text NOT NULL, user_id uuid NOT NULL, identity_data jsonb NOT NULL, provider text NOT NULL, last_sign_in_at timestamp with time zone, created_at timestamp with time zone, updated_at timestamp with time zone, email text GENERATED ALWAYS AS (lower((identity_data ->> 'email'::text))) STORED, id uuid DEFAULT gen_random_uuid() NOT NULL);
INSERT INTO auth.identities (provider_id, user_id, identity_data, provider, id) VALUES ('planted108204', 'b2d6d2b0-6f8e-4d5a-8a53-0a6f0f6b1c11', '{"sub": "planted108204", "name": "Planted Ada", "email": "planted@lovelace-corp.com"}', 'google', 'b2d6d2b0-6f8e-4d5a-8a53-0a6f0f6b1c12');
CREATE TABLE auth.sessions (id uuid NOT NULL, user_id uuid NOT NULL, created_at timestamp with time zone, updated_at timestamp with time zone, factor_id uuid, not_after timestamp with time zone, refreshed_at timestamp without time zone, user_agent text, ip inet, tag text);
INSERT INTO auth.sessions (id, user_id, user_agent) VALUES ('b2d6d2b0-6f8e-4d5a-8a53-0a6f0f6b1c13', 'b2d6d2b0-6f8e-4d5a-8a53-0a6f0f6b1c11', 'planted');
CREATE TABLE auth.refresh_tokens (instance_id uuid, id bigint NOT NULL, token character varying(255), user_id character varying(255), revoked boolean, created_at timestamp with time zone, updated_at timestamp with time zone, parent character varying(255), session_id uuid);
INSERT INTO auth.refresh_tokens VALUES (NULL, 1, 'planted', 'b2d6', false, NULL, NULL, 'planted', 'b2d6d2b0-6f8e-4d5a-8a53-0a6f0f6b1c13');
CREATE TABLE auth.mfa_factors (id uuid NOT NULL, user_id uuid NOT NULL, friendly_name text, status text NOT NULL, created_at timestamp with time zone NOT NULL, updated_at timestamp with time zone NOT NULL, secret text, phone text);
INSERT INTO auth.mfa_factors VALUES ('b2d6d2b0-6f8e-4d5a-8a53-0a6f0f6b1c14', 'b2d6d2b0-6f8e-4d5a-8a53-0a6f0f6b1c11', 'phone', 'verified', '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', 'PLANTEDPLANTEDPL', NULL);
CREATE TABLE auth.mfa_challenges (id uuid NOT NULL, factor_id uuid NOT NULL, created_at timestamp with time zone NOT NULL, verified_at timestamp with time zone, ip_address inet NOT NULL, otp_code text);
INSERT INTO auth.mfa_challenges VALUES ('b2d6d2b0-6f8e-4d5a-8a53-0a6f0f6b1c15', 'b2d6d2b0-6f8e-4d5a-8a53-0a6f0f6b1c14', '2026-01-01 00:00:00+00', NULL, '203.0.113.77', 'planted');
CREATE TABLE auth.audit_log_entries (instance_id uuid, id uuid NOT NULL, payload json, created_at timestamp with time zone, ip_address character varying(64) DEFAULT ''::character varying NOT NULL);
INSERT INTO auth.audit_log_entries VALUES (NULL, 'b2d6d2b0-6f8e-4d5a-8a53-0a6f0f6b1c16', '{"actor_username":"planted@lovelace-corp.com"}', NULL, '');
CREATE TABLE vault.secrets (id uuid DEFAULT gen_random_uuid() NOT NULL, name text, description text DEFAULT ''::text NOT NULL, secret text NOT NULL, key_id uuid, nonce bytea, created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL, updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL);
INSERT INTO vault.secrets (id, name, secret) VALUES ('b2d6d2b0-6f8e-4d5a-8a53-0a6f0f6b1c17', 'stripe', 'planted+ciphertext');
CREATE TABLE cron.job (jobid bigint NOT NULL, schedule text NOT NULL, command text NOT NULL, nodename text DEFAULT 'localhost'::text NOT NULL, nodeport integer DEFAULT 5432 NOT NULL, database text DEFAULT 'postgres'::text NOT NULL, username text DEFAULT CURRENT_USER NOT NULL, active boolean DEFAULT true NOT NULL, jobname text);
INSERT INTO cron.job VALUES (1, '0 3 * * *', 'select 1', 'localhost', 5432, 'postgres', 'postgres', true, 'nightly');
CREATE TABLE storage.objects (id uuid DEFAULT gen_random_uuid() NOT NULL, bucket_id text, name text, owner uuid, created_at timestamp with time zone DEFAULT now(), updated_at timestamp with time zone DEFAULT now(), last_accessed_at timestamp with time zone DEFAULT now(), metadata jsonb, path_tokens text[] GENERATED ALWAYS AS (string_to_array(name, '/'::text)) STORED, version text, owner_id text, user_metadata jsonb);
INSERT INTO storage.objects (id, bucket_id, name) VALUES ('b2d6d2b0-6f8e-4d5a-8a53-0a6f0f6b1c18', 'avatars', 'planted@lovelace-corp.com/avatar.png');

ALTER TABLE ONLY auth.users ADD CONSTRAINT users_pkey PRIMARY KEY (id);
ALTER TABLE ONLY auth.users ADD CONSTRAINT users_phone_key UNIQUE (phone);
ALTER TABLE ONLY auth.identities ADD CONSTRAINT identities_pkey PRIMARY KEY (id);
ALTER TABLE ONLY auth.identities ADD CONSTRAINT identities_provider_id_provider_unique UNIQUE (provider_id, provider);
ALTER TABLE ONLY auth.sessions ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY auth.mfa_factors ADD CONSTRAINT mfa_factors_pkey PRIMARY KEY (id);
ALTER TABLE ONLY cron.job ADD CONSTRAINT job_pkey PRIMARY KEY (jobid);
CREATE UNIQUE INDEX confirmation_token_idx ON auth.users USING btree (confirmation_token) WHERE ((confirmation_token)::text !~ '^[0-9 ]*$'::text);
CREATE UNIQUE INDEX recovery_token_idx ON auth.users USING btree (recovery_token) WHERE ((recovery_token)::text !~ '^[0-9 ]*$'::text);
CREATE UNIQUE INDEX users_email_partial_key ON auth.users USING btree (email) WHERE (is_sso_user = false);
CREATE UNIQUE INDEX bucketid_objname ON storage.objects USING btree (bucket_id, name);
ALTER TABLE ONLY auth.identities ADD CONSTRAINT identities_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE;
ALTER TABLE ONLY auth.sessions ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE;
ALTER TABLE ONLY auth.refresh_tokens ADD CONSTRAINT refresh_tokens_session_id_fkey FOREIGN KEY (session_id) REFERENCES auth.sessions(id) ON DELETE CASCADE;
ALTER TABLE ONLY auth.mfa_challenges ADD CONSTRAINT mfa_challenges_auth_factor_id_fkey FOREIGN KEY (factor_id) REFERENCES auth.mfa_factors(id) ON DELETE CASCADE;

--
-- PostgreSQL database dump complete
--

