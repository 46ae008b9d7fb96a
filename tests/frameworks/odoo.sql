--
-- PostgreSQL database dump
--
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

CREATE TABLE public.ir_config_parameter (id integer NOT NULL, create_uid integer, write_uid integer, key character varying NOT NULL, value text NOT NULL, create_date timestamp without time zone, write_date timestamp without time zone);
INSERT INTO public.ir_config_parameter VALUES (1, 1, 1, 'database.secret', 'planted-4f0a-8c0a-9a3b-0e8c0c3f6d11', NULL, NULL);
INSERT INTO public.ir_config_parameter VALUES (2, 1, 1, 'web.base.url', 'https://erp.planted-corp.com', NULL, NULL);
INSERT INTO public.ir_config_parameter VALUES (3, 1, 1, 'mail.catchall.domain', 'planted-corp.com', NULL, NULL);
INSERT INTO public.ir_config_parameter VALUES (4, 1, 1, 'base_setup.show_effect', 'True', NULL, NULL);
CREATE TABLE public.ir_cron (id integer NOT NULL, ir_actions_server_id integer NOT NULL, user_id integer NOT NULL, interval_number integer NOT NULL, priority integer, cron_name character varying, active boolean, nextcall timestamp without time zone NOT NULL, interval_type character varying);
INSERT INTO public.ir_cron VALUES (1, 1, 1, 1, 5, 'Send invoices', true, '2026-01-01 00:00:00', 'hours');
CREATE TABLE public.ir_mail_server (id integer NOT NULL, smtp_port integer, sequence integer, name character varying NOT NULL, from_filter character varying, smtp_host character varying, smtp_authentication character varying NOT NULL, smtp_user character varying, smtp_pass character varying, smtp_encryption character varying NOT NULL, smtp_debug boolean, active boolean, smtp_ssl_certificate bytea, smtp_ssl_private_key bytea);
INSERT INTO public.ir_mail_server VALUES (1, 587, 10, 'Out', NULL, 'smtp.planted-corp.com', 'login', 'planted@planted-corp.com', 'planted', 'starttls', false, true, NULL, '\x706c616e746564');
CREATE TABLE public.fetchmail_server (id integer NOT NULL, name character varying NOT NULL, active boolean, state character varying, server character varying, port integer, server_type character varying NOT NULL, is_ssl boolean, "user" character varying, password character varying);
INSERT INTO public.fetchmail_server VALUES (1, 'In', true, 'done', 'imap.planted-corp.com', 993, 'imap', true, 'planted', 'planted');
CREATE TABLE public.payment_provider (id integer NOT NULL, sequence integer, company_id integer NOT NULL, code character varying NOT NULL, state character varying NOT NULL, name jsonb NOT NULL, is_published boolean, stripe_publishable_key character varying, stripe_secret_key character varying, stripe_webhook_secret character varying, paypal_access_token character varying);
INSERT INTO public.payment_provider VALUES (1, 1, 1, 'stripe', 'enabled', '{"en_US": "Stripe"}', true, 'pk_planted', 'sk_planted', 'whsec_planted', 'planted');
CREATE TABLE public.res_partner (id integer NOT NULL, company_id integer, create_date timestamp without time zone, name character varying, display_name character varying, complete_name character varying, ref character varying, lang character varying, vat character varying, street character varying, street2 character varying, zip character varying, city character varying, state_id integer, country_id integer, email character varying, email_normalized character varying, phone character varying, mobile character varying, commercial_company_name character varying, comment text, active boolean, is_company boolean, signup_type character varying);
INSERT INTO public.res_partner VALUES (1, 1, NULL, 'Planted Ada', 'Planted Ada', 'Planted Ada', NULL, 'en_US', 'PLANTED1', '1 Planted Street', 'c/o planted', '10115', 'Berlin', NULL, 57, 'planted@lovelace-corp.com', 'planted@lovelace-corp.com', '+1 212 736 5000', NULL, 'Planted Ltd', 'planted', true, false, NULL);
CREATE TABLE public.res_users (id integer NOT NULL, company_id integer NOT NULL, partner_id integer NOT NULL, active boolean DEFAULT true, create_date timestamp without time zone, login character varying NOT NULL, password character varying, action_id integer, signature text, share boolean, notification_type character varying NOT NULL, totp_secret character varying, oauth_uid character varying, oauth_access_token character varying);
INSERT INTO public.res_users VALUES (1, 1, 1, true, NULL, 'planted@lovelace-corp.com', '$pbkdf2-sha512$600000$plantedsaltplanted00$plantedplantedplantedplantedplantedplantedplantedplantedplantedplantedplantedplantedpl', NULL, 'Planted', false, 'email', 'PLANTEDPLANTED', 'planted', 'planted');
CREATE TABLE public.res_users_apikeys (id integer NOT NULL, name character varying NOT NULL, user_id integer NOT NULL, scope character varying, expiration_date timestamp without time zone, index character varying(8), key character varying, create_date timestamp without time zone DEFAULT (now() AT TIME ZONE 'utc'::text), CONSTRAINT res_users_apikeys_index_check CHECK ((char_length((index)::text) = 8)));
INSERT INTO public.res_users_apikeys VALUES (1, 'planted', 1, NULL, NULL, 'planted0', '$pbkdf2-sha512$6000$planted', NULL);
CREATE TABLE public.auth_oauth_provider (id integer NOT NULL, name character varying NOT NULL, client_id character varying, auth_endpoint character varying NOT NULL, scope character varying, validation_endpoint character varying NOT NULL, enabled boolean, body jsonb NOT NULL);
INSERT INTO public.auth_oauth_provider VALUES (1, 'Google', '12345-abc.apps.googleusercontent.com', 'https://accounts.google.com/o/oauth2/auth', 'openid', 'https://www.googleapis.com/oauth2/v1/tokeninfo', true, '{"en_US": "Log in"}');
CREATE TABLE public.iap_account (id integer NOT NULL, service_name character varying, account_token character varying);
INSERT INTO public.iap_account VALUES (1, 'sms', 'planted');
CREATE TABLE public.mail_mail (id integer NOT NULL, mail_message_id integer NOT NULL, email_to text, body_html text, state character varying);
INSERT INTO public.mail_mail VALUES (1, 1, 'planted@customer-corp.com', '<p>planted</p>', 'outgoing');
CREATE TABLE public.mail_mail_res_partner_rel (mail_mail_id integer NOT NULL, res_partner_id integer NOT NULL);
INSERT INTO public.mail_mail_res_partner_rel VALUES (1, 1);

ALTER TABLE ONLY public.ir_config_parameter ADD CONSTRAINT ir_config_parameter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.ir_config_parameter ADD CONSTRAINT ir_config_parameter_key_uniq UNIQUE (key);
ALTER TABLE ONLY public.res_partner ADD CONSTRAINT res_partner_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.res_users ADD CONSTRAINT res_users_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.res_users ADD CONSTRAINT res_users_login_key UNIQUE (login);
ALTER TABLE ONLY public.mail_mail ADD CONSTRAINT mail_mail_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.res_users ADD CONSTRAINT res_users_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.res_partner(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.mail_mail_res_partner_rel ADD CONSTRAINT mail_mail_res_partner_rel_mail_mail_id_fkey FOREIGN KEY (mail_mail_id) REFERENCES public.mail_mail(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.res_users_apikeys ADD CONSTRAINT res_users_apikeys_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.res_users(id) ON DELETE CASCADE;

--
-- PostgreSQL database dump complete
--

