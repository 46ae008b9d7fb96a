--
-- PostgreSQL database dump
--
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

CREATE TABLE public.application_settings (id bigint NOT NULL, default_projects_limit integer, signup_enabled boolean, runners_registration_token character varying, runners_registration_token_encrypted character varying, health_check_access_token character varying, encrypted_external_auth_client_key text, encrypted_external_auth_client_key_iv character varying, encrypted_ci_jwt_signing_key text, ci_jobs_trace_size_limit integer DEFAULT 100 NOT NULL);
INSERT INTO public.application_settings VALUES (1, 10, false, 'planted', 'plantedenc', 'planted', 'plantedenc', 'plantediv', 'plantedenc', 100);
CREATE TABLE public.users (id bigint NOT NULL, email character varying DEFAULT ''::character varying NOT NULL, encrypted_password character varying DEFAULT ''::character varying NOT NULL, reset_password_token character varying, current_sign_in_ip character varying, last_sign_in_ip character varying, created_at timestamp without time zone, name character varying DEFAULT ''::character varying NOT NULL, admin boolean DEFAULT false NOT NULL, projects_limit integer NOT NULL, username character varying, state character varying, confirmation_token character varying, unconfirmed_email character varying, encrypted_otp_secret character varying, encrypted_otp_secret_iv character varying, encrypted_otp_secret_salt character varying, otp_backup_codes text, incoming_email_token character varying, feed_token character varying, static_object_token_encrypted text, commit_email character varying, public_email character varying, notification_email character varying);
INSERT INTO public.users VALUES (1, 'planted@lovelace-corp.com', '$2a$10$plantedplantedplantedpuTmWnfSDyHcL5pMvXLQuHhVaEnoBUy7K', 'planted', '203.0.113.77', NULL, '2026-01-01 00:00:00', 'Planted Ada', true, 10, 'root', 'active', NULL, NULL, 'planted', 'planted', 'planted', 'planted', 'planted', 'planted', 'planted', 'planted@lovelace-corp.com', '', NULL);
CREATE TABLE public.namespaces (id bigint NOT NULL, name character varying NOT NULL, path character varying NOT NULL, owner_id bigint, runners_token character varying, runners_token_encrypted character varying);
INSERT INTO public.namespaces VALUES (1, 'shop', 'shop', 1, 'planted', 'planted');
CREATE TABLE public.projects (id bigint NOT NULL, name character varying, path character varying, namespace_id bigint NOT NULL, creator_id bigint, import_url character varying, runners_token character varying, runners_token_encrypted character varying, visibility_level integer DEFAULT 0 NOT NULL);
INSERT INTO public.projects VALUES (1, 'shop', 'shop', 1, 1, 'https://planted:planted@git.lovelace-corp.com/x.git', 'planted', 'planted', 0);
CREATE TABLE public.personal_access_tokens (id bigint NOT NULL, user_id bigint NOT NULL, name character varying NOT NULL, revoked boolean DEFAULT false, expires_at date, created_at timestamp without time zone NOT NULL, scopes character varying DEFAULT '--- []
'::character varying NOT NULL, token_digest character varying);
INSERT INTO public.personal_access_tokens VALUES (1, 1, 'planted', false, NULL, '2026-01-01 00:00:00', '', 'planteddigest');
CREATE TABLE public.deploy_tokens (id bigint NOT NULL, revoked boolean DEFAULT false, name character varying NOT NULL, token_encrypted character varying(255));
INSERT INTO public.deploy_tokens VALUES (1, false, 'planted', 'planted');
CREATE TABLE public.project_deploy_tokens (id bigint NOT NULL, project_id bigint NOT NULL, deploy_token_id bigint NOT NULL);
INSERT INTO public.project_deploy_tokens VALUES (1, 1, 1);
CREATE TABLE public.ci_runners (id bigint NOT NULL, token character varying, description character varying, active boolean DEFAULT true NOT NULL, token_encrypted character varying, runner_type smallint NOT NULL);
INSERT INTO public.ci_runners VALUES (1, 'planted', 'shared', true, 'planted', 1);
CREATE TABLE public.ci_variables (id bigint NOT NULL, key character varying NOT NULL, value text, encrypted_value text, encrypted_value_salt character varying, encrypted_value_iv character varying, project_id bigint NOT NULL, protected boolean DEFAULT false NOT NULL);
INSERT INTO public.ci_variables VALUES (1, 'AWS_SECRET', NULL, 'planted', NULL, 'planted', 1, true);
CREATE TABLE public.ci_pipeline_schedules (id bigint NOT NULL, description character varying, ref character varying, cron character varying, active boolean DEFAULT true, project_id bigint, kind character varying);
INSERT INTO public.ci_pipeline_schedules VALUES (1, 'nightly', 'main', '0 3 * * *', true, 1, NULL);
CREATE TABLE public.keys (id bigint NOT NULL, user_id bigint, key text NOT NULL, title character varying, type character varying, fingerprint_sha256 bytea);
INSERT INTO public.keys VALUES (1, 1, 'ssh-ed25519 AAAAplanted', 'planted', NULL, NULL);
CREATE TABLE public.deploy_keys_projects (id bigint NOT NULL, deploy_key_id bigint NOT NULL, project_id bigint NOT NULL, can_push boolean DEFAULT false NOT NULL);
INSERT INTO public.deploy_keys_projects VALUES (1, 1, 1, false);
CREATE TABLE public.web_hooks (id bigint NOT NULL, project_id bigint, type character varying DEFAULT 'ProjectHook'::character varying, push_events boolean DEFAULT true NOT NULL, encrypted_token character varying, encrypted_token_iv character varying, encrypted_url character varying, encrypted_url_iv character varying);
INSERT INTO public.web_hooks VALUES (1, 1, 'ProjectHook', true, 'planted', 'planted', 'planted', 'planted');
CREATE TABLE public.web_hook_logs (id bigint NOT NULL, web_hook_id bigint NOT NULL, url character varying, request_headers text, created_at timestamp without time zone NOT NULL);
INSERT INTO public.web_hook_logs VALUES (1, 1, 'https://planted.example-customer.com', 'planted', '2026-01-01 00:00:00');
CREATE TABLE public.remote_mirrors (id bigint NOT NULL, project_id bigint, url character varying, enabled boolean DEFAULT false, encrypted_credentials text, encrypted_credentials_iv character varying, encrypted_credentials_salt character varying);
INSERT INTO public.remote_mirrors VALUES (1, 1, 'https://git.planted-customer.com/x.git', true, 'planted', 'planted', 'planted');
CREATE TABLE public.integrations (id bigint NOT NULL, project_id bigint, active boolean DEFAULT false NOT NULL, properties text, type_new text, encrypted_properties bytea, encrypted_properties_iv bytea);
INSERT INTO public.integrations VALUES (1, 1, true, '{"planted": 1}', 'Integrations::Slack', '\x706c616e746564', '\x706c616e746564');
CREATE TABLE public.oauth_applications (id bigint NOT NULL, name character varying NOT NULL, uid character varying NOT NULL, secret character varying NOT NULL, redirect_uri text NOT NULL, scopes character varying DEFAULT ''::character varying NOT NULL, owner_id bigint);
INSERT INTO public.oauth_applications VALUES (1, 'Grafana', 'a1b2clientid', 'plantedclientsecretplanted', 'https://grafana.planted-corp.com/login', '', NULL);

ALTER TABLE ONLY public.users ADD CONSTRAINT users_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.namespaces ADD CONSTRAINT namespaces_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.projects ADD CONSTRAINT projects_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.personal_access_tokens ADD CONSTRAINT personal_access_tokens_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.deploy_tokens ADD CONSTRAINT deploy_tokens_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.ci_runners ADD CONSTRAINT ci_runners_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.keys ADD CONSTRAINT keys_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.web_hooks ADD CONSTRAINT web_hooks_pkey PRIMARY KEY (id);
CREATE UNIQUE INDEX index_users_on_email ON public.users USING btree (email);
CREATE UNIQUE INDEX index_users_on_reset_password_token ON public.users USING btree (reset_password_token);
CREATE UNIQUE INDEX index_namespaces_on_runners_token_encrypted ON public.namespaces USING btree (runners_token_encrypted);
CREATE UNIQUE INDEX index_oauth_applications_on_uid ON public.oauth_applications USING btree (uid);
ALTER TABLE ONLY public.project_deploy_tokens ADD CONSTRAINT fk_170e03cbaf FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.project_deploy_tokens ADD CONSTRAINT fk_b4f2a8d01f FOREIGN KEY (deploy_token_id) REFERENCES public.deploy_tokens(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.web_hook_logs ADD CONSTRAINT fk_rails_666826e111 FOREIGN KEY (web_hook_id) REFERENCES public.web_hooks(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.deploy_keys_projects ADD CONSTRAINT fk_58a901ca7e FOREIGN KEY (deploy_key_id) REFERENCES public.keys(id) ON DELETE CASCADE;

--
-- PostgreSQL database dump complete
--

