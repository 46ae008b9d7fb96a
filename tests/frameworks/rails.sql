--
-- PostgreSQL database dump
--
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

CREATE TABLE public.users (
    id bigint NOT NULL,
    email character varying DEFAULT ''::character varying NOT NULL,
    encrypted_password character varying DEFAULT ''::character varying NOT NULL,
    reset_password_token character varying,
    reset_password_sent_at timestamp(6) without time zone,
    remember_created_at timestamp(6) without time zone,
    sign_in_count integer DEFAULT 0 NOT NULL,
    current_sign_in_at timestamp(6) without time zone,
    last_sign_in_at timestamp(6) without time zone,
    current_sign_in_ip character varying,
    last_sign_in_ip character varying,
    confirmation_token character varying,
    confirmed_at timestamp(6) without time zone,
    unconfirmed_email character varying,
    unlock_token character varying,
    otp_secret character varying,
    otp_backup_codes character varying[],
    created_at timestamp(6) without time zone NOT NULL,
    updated_at timestamp(6) without time zone NOT NULL
);
INSERT INTO public.users VALUES (1, 'planted.ada@lovelace-corp.com', '$2a$12$plantedplantedplantedpuTmWnfSDyHcL5pMvXLQuHhVaEnoBUy7K', 'plantedresettoken000', '2026-03-01 10:00:00', NULL, 3, NULL, NULL, '203.0.113.77', '203.0.113.78', 'plantedconfirmation1', NULL, 'planted.new@lovelace-corp.com', 'plantedunlocktoken01', 'PLANTEDPLANTEDPLANTEDPLANTEDPL2A', '{plantedcode1,plantedcode2}', '2026-01-01 00:00:00', '2026-01-01 00:00:00');

CREATE TABLE public.sessions (id bigint NOT NULL, session_id character varying NOT NULL, data text, created_at timestamp(6) without time zone NOT NULL, updated_at timestamp(6) without time zone NOT NULL);
INSERT INTO public.sessions VALUES (1, '2::plantedsession', 'plantedcookiedata', '2026-01-01 00:00:00', '2026-01-01 00:00:00');

CREATE TABLE public.oauth_applications (
    id bigint NOT NULL,
    name character varying NOT NULL,
    uid character varying NOT NULL,
    secret character varying NOT NULL,
    redirect_uri text NOT NULL,
    scopes character varying DEFAULT ''::character varying NOT NULL,
    confidential boolean DEFAULT true NOT NULL,
    created_at timestamp(6) without time zone NOT NULL,
    updated_at timestamp(6) without time zone NOT NULL
);
INSERT INTO public.oauth_applications VALUES (1, 'Mobile app', 'Q2mF0pZ8client', 'plantedclientsecretplantedclientsecretplante', 'https://planted.shop-prod.com/callback', 'read', true, '2026-01-01 00:00:00', '2026-01-01 00:00:00');
CREATE TABLE public.oauth_access_grants (id bigint NOT NULL, resource_owner_id bigint NOT NULL, application_id bigint NOT NULL, token character varying NOT NULL, expires_in integer NOT NULL, redirect_uri text NOT NULL, scopes character varying DEFAULT ''::character varying NOT NULL, created_at timestamp(6) without time zone NOT NULL, revoked_at timestamp(6) without time zone);
INSERT INTO public.oauth_access_grants VALUES (1, 1, 1, 'plantedgranttoken', 600, 'https://planted.shop-prod.com/callback', '', '2026-01-01 00:00:00', NULL);
CREATE TABLE public.oauth_access_tokens (id bigint NOT NULL, resource_owner_id bigint, application_id bigint NOT NULL, token character varying NOT NULL, refresh_token character varying, expires_in integer, scopes character varying, created_at timestamp(6) without time zone NOT NULL, revoked_at timestamp(6) without time zone, previous_refresh_token character varying DEFAULT ''::character varying NOT NULL);
INSERT INTO public.oauth_access_tokens VALUES (1, 1, 1, 'plantedaccesstoken', 'plantedrefreshtoken', 7200, 'read', '2026-01-01 00:00:00', NULL, 'plantedprevious');

CREATE TABLE public.active_storage_blobs (id bigint NOT NULL, key character varying NOT NULL, filename character varying NOT NULL, content_type character varying, metadata text, service_name character varying NOT NULL, byte_size bigint NOT NULL, checksum character varying, created_at timestamp(6) without time zone NOT NULL);
INSERT INTO public.active_storage_blobs VALUES (1, 'plantedblobkeyplantedblobkey', 'scan.pdf', 'application/pdf', '{"identified":true}', 'planted_amazon_production', 12345, 'rL0Y20zC+Fzt72VPzMSk2A==', '2026-01-01 00:00:00');
CREATE TABLE public.active_storage_attachments (id bigint NOT NULL, name character varying NOT NULL, record_type character varying NOT NULL, record_id bigint NOT NULL, blob_id bigint NOT NULL, created_at timestamp(6) without time zone NOT NULL);
INSERT INTO public.active_storage_attachments VALUES (1, 'scan', 'User', 1, 1, '2026-01-01 00:00:00');

CREATE TABLE public.solid_queue_jobs (id bigint NOT NULL, queue_name character varying NOT NULL, class_name character varying NOT NULL, arguments text, priority integer DEFAULT 0 NOT NULL, active_job_id character varying, scheduled_at timestamp(6) without time zone, finished_at timestamp(6) without time zone, concurrency_key character varying, created_at timestamp(6) without time zone NOT NULL, updated_at timestamp(6) without time zone NOT NULL);
INSERT INTO public.solid_queue_jobs VALUES (1, 'mailers', 'ActionMailer::MailDeliveryJob', '{"arguments":["planted"]}', 0, 'b0', NULL, NULL, NULL, '2026-01-01 00:00:00', '2026-01-01 00:00:00');
CREATE TABLE public.solid_queue_ready_executions (id bigint NOT NULL, job_id bigint NOT NULL, queue_name character varying NOT NULL, priority integer DEFAULT 0 NOT NULL, created_at timestamp(6) without time zone NOT NULL);
INSERT INTO public.solid_queue_ready_executions VALUES (1, 1, 'planted_mailers', 0, '2026-01-01 00:00:00');
CREATE TABLE public.solid_queue_recurring_tasks (id bigint NOT NULL, key character varying NOT NULL, schedule character varying NOT NULL, command character varying(2048), class_name character varying, arguments text, queue_name character varying, priority integer DEFAULT 0, static boolean DEFAULT true NOT NULL, description text, created_at timestamp(6) without time zone NOT NULL, updated_at timestamp(6) without time zone NOT NULL);
INSERT INTO public.solid_queue_recurring_tasks VALUES (1, 'planted_billing', 'every hour', 'Billing.planted!', NULL, NULL, NULL, 0, true, NULL, '2026-01-01 00:00:00', '2026-01-01 00:00:00');
CREATE TABLE public.good_jobs (id uuid DEFAULT gen_random_uuid() NOT NULL, queue_name text, priority integer, serialized_params jsonb, scheduled_at timestamp(6) without time zone, performed_at timestamp(6) without time zone, finished_at timestamp(6) without time zone, error text, created_at timestamp(6) without time zone NOT NULL, updated_at timestamp(6) without time zone NOT NULL);
INSERT INTO public.good_jobs VALUES ('6c0a2f5e-8c0a-4a52-9a3b-0e8c0c3f6d11', 'default', 0, '{"job_class":"planted"}', NULL, NULL, NULL, NULL, '2026-01-01 00:00:00', '2026-01-01 00:00:00');
CREATE TABLE public.delayed_jobs (id bigint NOT NULL, priority integer DEFAULT 0 NOT NULL, attempts integer DEFAULT 0 NOT NULL, handler text NOT NULL, last_error text, run_at timestamp(6) without time zone, locked_at timestamp(6) without time zone, failed_at timestamp(6) without time zone, locked_by character varying, queue character varying, created_at timestamp(6) without time zone, updated_at timestamp(6) without time zone);
INSERT INTO public.delayed_jobs VALUES (1, 0, 0, '--- !ruby/object:planted', NULL, '2026-01-01 00:00:00', NULL, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE public.webhook_endpoints (id bigint NOT NULL, url character varying NOT NULL, secret character varying NOT NULL, enabled boolean DEFAULT true NOT NULL, created_at timestamp(6) without time zone NOT NULL, updated_at timestamp(6) without time zone NOT NULL);
INSERT INTO public.webhook_endpoints VALUES (1, 'https://hooks.planted-customer.com/in', 'plantedwebhooksecret', true, '2026-01-01 00:00:00', '2026-01-01 00:00:00');
CREATE TABLE public.webhook_deliveries (id bigint NOT NULL, webhook_endpoint_id bigint NOT NULL, request_headers jsonb, payload jsonb, created_at timestamp(6) without time zone NOT NULL);
INSERT INTO public.webhook_deliveries VALUES (1, 1, '{"Authorization":"Bearer planted"}', '{}', '2026-01-01 00:00:00');
CREATE TABLE public.versions (id bigint NOT NULL, item_type character varying NOT NULL, item_id bigint NOT NULL, event character varying NOT NULL, whodunnit character varying, object text, created_at timestamp(6) without time zone);
INSERT INTO public.versions VALUES (1, 'User', 1, 'update', '1', '---\nemail: planted@lovelace-corp.com\n', '2026-01-01 00:00:00');

CREATE TABLE public.ar_internal_metadata (key character varying NOT NULL, value character varying, created_at timestamp(6) without time zone NOT NULL, updated_at timestamp(6) without time zone NOT NULL);
INSERT INTO public.ar_internal_metadata VALUES ('environment', 'production', '2026-01-01 00:00:00', '2026-01-01 00:00:00');
INSERT INTO public.ar_internal_metadata VALUES ('schema_sha1', '3b1d9f0c', '2026-01-01 00:00:00', '2026-01-01 00:00:00');
CREATE TABLE public.schema_migrations (version character varying NOT NULL);
INSERT INTO public.schema_migrations VALUES ('20260101000000');

ALTER TABLE ONLY public.users ADD CONSTRAINT users_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sessions ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.oauth_applications ADD CONSTRAINT oauth_applications_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.oauth_access_grants ADD CONSTRAINT oauth_access_grants_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.oauth_access_tokens ADD CONSTRAINT oauth_access_tokens_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.active_storage_blobs ADD CONSTRAINT active_storage_blobs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.active_storage_attachments ADD CONSTRAINT active_storage_attachments_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.solid_queue_jobs ADD CONSTRAINT solid_queue_jobs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.solid_queue_ready_executions ADD CONSTRAINT solid_queue_ready_executions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.webhook_endpoints ADD CONSTRAINT webhook_endpoints_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.ar_internal_metadata ADD CONSTRAINT ar_internal_metadata_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.schema_migrations ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (version);
CREATE UNIQUE INDEX index_users_on_email ON public.users USING btree (email);
CREATE UNIQUE INDEX index_users_on_reset_password_token ON public.users USING btree (reset_password_token);
CREATE UNIQUE INDEX index_users_on_confirmation_token ON public.users USING btree (confirmation_token);
CREATE UNIQUE INDEX index_users_on_unlock_token ON public.users USING btree (unlock_token);
CREATE UNIQUE INDEX index_sessions_on_session_id ON public.sessions USING btree (session_id);
CREATE UNIQUE INDEX index_oauth_applications_on_uid ON public.oauth_applications USING btree (uid);
CREATE UNIQUE INDEX index_oauth_access_grants_on_token ON public.oauth_access_grants USING btree (token);
CREATE UNIQUE INDEX index_oauth_access_tokens_on_token ON public.oauth_access_tokens USING btree (token);
CREATE UNIQUE INDEX index_active_storage_blobs_on_key ON public.active_storage_blobs USING btree (key);
ALTER TABLE ONLY public.solid_queue_ready_executions ADD CONSTRAINT fk_rails_81fcbd66af FOREIGN KEY (job_id) REFERENCES public.solid_queue_jobs(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.oauth_access_grants ADD CONSTRAINT fk_rails_b4b53e07b8 FOREIGN KEY (application_id) REFERENCES public.oauth_applications(id);
ALTER TABLE ONLY public.oauth_access_tokens ADD CONSTRAINT fk_rails_732cb83ab7 FOREIGN KEY (application_id) REFERENCES public.oauth_applications(id);
ALTER TABLE ONLY public.active_storage_attachments ADD CONSTRAINT fk_rails_c3b3935057 FOREIGN KEY (blob_id) REFERENCES public.active_storage_blobs(id);
ALTER TABLE ONLY public.webhook_deliveries ADD CONSTRAINT fk_rails_4d2d5ad1c7 FOREIGN KEY (webhook_endpoint_id) REFERENCES public.webhook_endpoints(id);

--
-- PostgreSQL database dump complete
--

