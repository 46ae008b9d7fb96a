--
-- PostgreSQL database dump
--
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

CREATE TABLE public.auth_user (
    id integer NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    username character varying(150) NOT NULL,
    first_name character varying(150) NOT NULL,
    last_name character varying(150) NOT NULL,
    email character varying(254) NOT NULL,
    is_staff boolean NOT NULL,
    is_active boolean NOT NULL,
    date_joined timestamp with time zone NOT NULL
);
INSERT INTO public.auth_user VALUES (1, 'pbkdf2_sha256$870000$plantedsalt00$UGxhbnRlZFBsYW50ZWRQbGFudGVkUGxhbnRlZFBsYW4=', NULL, true, 'plantedada', 'Plantedada', 'Plantedlace', 'planted@lovelace-corp.com', true, true, '2026-01-01 00:00:00+00');
CREATE TABLE public.django_session (session_key character varying(40) NOT NULL, session_data text NOT NULL, expire_date timestamp with time zone NOT NULL);
INSERT INTO public.django_session VALUES ('plantedsessionkey0plantedsessio0', 'planted.session.data:1uAbCd:planted', '2026-12-01 00:00:00+00');
CREATE TABLE public.django_admin_log (id integer NOT NULL, action_time timestamp with time zone NOT NULL, object_id text, object_repr character varying(200) NOT NULL, action_flag smallint NOT NULL, change_message text NOT NULL, content_type_id integer, user_id integer NOT NULL, CONSTRAINT django_admin_log_action_flag_check CHECK ((action_flag >= 0)));
INSERT INTO public.django_admin_log VALUES (1, '2026-01-01 00:00:00+00', '1', 'planted@lovelace-corp.com', 1, '[]', NULL, 1);
CREATE TABLE public.django_site (id integer NOT NULL, domain character varying(100) NOT NULL, name character varying(50) NOT NULL);
INSERT INTO public.django_site VALUES (1, 'www.planted-shop.com', 'Shop');
CREATE TABLE public.socialaccount_socialapp (id integer NOT NULL, provider character varying(30) NOT NULL, name character varying(40) NOT NULL, client_id character varying(191) NOT NULL, secret character varying(191) NOT NULL, key character varying(191) NOT NULL, provider_id character varying(200) NOT NULL, settings jsonb NOT NULL);
INSERT INTO public.socialaccount_socialapp VALUES (1, 'google', 'Google', '12345-abc.apps.googleusercontent.com', 'plantedsocialsecret', 'plantedkey', '', '{}');
CREATE TABLE public.socialaccount_socialaccount (id integer NOT NULL, provider character varying(200) NOT NULL, uid character varying(191) NOT NULL, last_login timestamp with time zone NOT NULL, date_joined timestamp with time zone NOT NULL, extra_data jsonb NOT NULL, user_id integer NOT NULL);
INSERT INTO public.socialaccount_socialaccount VALUES (1, 'google', 'planted108204268033311374519', '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', '{"name": "Planted Ada"}', 1);
CREATE TABLE public.socialaccount_socialtoken (id integer NOT NULL, token text NOT NULL, token_secret text NOT NULL, expires_at timestamp with time zone, account_id integer NOT NULL, app_id integer);
INSERT INTO public.socialaccount_socialtoken VALUES (1, 'plantedsocialtoken', 'plantedtokensecret', NULL, 1, 1);
CREATE TABLE public.account_emailaddress (id integer NOT NULL, email character varying(254) NOT NULL, verified boolean NOT NULL, "primary" boolean NOT NULL, user_id integer NOT NULL);
INSERT INTO public.account_emailaddress VALUES (1, 'planted@lovelace-corp.com', true, true, 1);
CREATE TABLE public.account_emailconfirmation (id integer NOT NULL, created timestamp with time zone NOT NULL, sent timestamp with time zone, key character varying(64) NOT NULL, email_address_id integer NOT NULL);
INSERT INTO public.account_emailconfirmation VALUES (1, '2026-01-01 00:00:00+00', NULL, 'plantedconfirmationkey', 1);
CREATE TABLE public.otp_totp_totpdevice (id integer NOT NULL, name character varying(64) NOT NULL, confirmed boolean NOT NULL, key character varying(80) NOT NULL, step smallint NOT NULL, t0 bigint NOT NULL, digits smallint NOT NULL, tolerance smallint NOT NULL, drift smallint NOT NULL, last_t bigint NOT NULL, user_id integer NOT NULL, throttling_failure_count integer NOT NULL, throttling_failure_timestamp timestamp with time zone);
INSERT INTO public.otp_totp_totpdevice VALUES (1, 'phone', true, 'plantedplantedplantedplantedplantedplant', 30, 0, 6, 1, 0, -1, 1, 0, NULL);
CREATE TABLE public.otp_static_staticdevice (id integer NOT NULL, name character varying(64) NOT NULL, confirmed boolean NOT NULL, user_id integer NOT NULL);
INSERT INTO public.otp_static_staticdevice VALUES (1, 'backup', true, 1);
CREATE TABLE public.otp_static_statictoken (id integer NOT NULL, token character varying(16) NOT NULL, device_id integer NOT NULL);
INSERT INTO public.otp_static_statictoken VALUES (1, 'plantedbackup', 1);
CREATE TABLE public.authtoken_token (key character varying(40) NOT NULL, created timestamp with time zone NOT NULL, user_id integer NOT NULL);
INSERT INTO public.authtoken_token VALUES ('plantedapitokenplantedapitokenplantedapi', '2026-01-01 00:00:00+00', 1);
CREATE TABLE public.oauth2_provider_application (id bigint NOT NULL, client_id character varying(100) NOT NULL, redirect_uris text NOT NULL, client_type character varying(32) NOT NULL, authorization_grant_type character varying(32) NOT NULL, client_secret character varying(255) NOT NULL, name character varying(255) NOT NULL, user_id integer, skip_authorization boolean NOT NULL, created timestamp with time zone NOT NULL, updated timestamp with time zone NOT NULL, algorithm character varying(5) NOT NULL, post_logout_redirect_uris text NOT NULL, hash_client_secret boolean NOT NULL, allowed_origins text NOT NULL);
INSERT INTO public.oauth2_provider_application VALUES (1, 'h1dx0clientid', 'https://planted.shop-prod.com/cb', 'confidential', 'authorization-code', 'plantedoauthsecret', 'App', 1, false, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', 'RS256', '', true, '');
CREATE TABLE public.oauth2_provider_accesstoken (id bigint NOT NULL, token text NOT NULL, expires timestamp with time zone NOT NULL, scope text NOT NULL, application_id bigint, user_id integer, created timestamp with time zone NOT NULL, updated timestamp with time zone NOT NULL, source_refresh_token_id bigint, id_token_id bigint, token_checksum character varying(64) NOT NULL);
INSERT INTO public.oauth2_provider_accesstoken VALUES (1, 'plantedaccess', '2026-12-01 00:00:00+00', 'read', 1, 1, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, NULL, 'planted');
CREATE TABLE public.oauth2_provider_refreshtoken (id bigint NOT NULL, token character varying(255) NOT NULL, access_token_id bigint, application_id bigint NOT NULL, user_id integer NOT NULL, created timestamp with time zone NOT NULL, updated timestamp with time zone NOT NULL, revoked timestamp with time zone, token_family uuid);
INSERT INTO public.oauth2_provider_refreshtoken VALUES (1, 'plantedrefresh', 1, 1, 1, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, NULL);
CREATE TABLE public.django_celery_beat_periodictask (id integer NOT NULL, name character varying(200) NOT NULL, task character varying(200) NOT NULL, args text NOT NULL, kwargs text NOT NULL, queue character varying(200), exchange character varying(200), routing_key character varying(200), expires timestamp with time zone, enabled boolean NOT NULL, last_run_at timestamp with time zone, total_run_count integer NOT NULL, date_changed timestamp with time zone NOT NULL, description text NOT NULL, crontab_id integer, interval_id integer, solar_id integer, one_off boolean NOT NULL, start_time timestamp with time zone, priority integer, headers text NOT NULL, clocked_id integer, expire_seconds integer);
INSERT INTO public.django_celery_beat_periodictask VALUES (1, 'bill everybody', 'billing.run', '["planted"]', '{"key": "planted"}', NULL, NULL, NULL, NULL, true, NULL, 7, '2026-01-01 00:00:00+00', '', NULL, NULL, NULL, false, NULL, NULL, '{"auth": "planted"}', NULL, NULL);
CREATE TABLE public.django_celery_results_taskresult (id integer NOT NULL, task_id character varying(255) NOT NULL, status character varying(50) NOT NULL, content_type character varying(128) NOT NULL, content_encoding character varying(64) NOT NULL, result text, date_done timestamp with time zone NOT NULL, traceback text, meta text, task_args text, task_kwargs text);
INSERT INTO public.django_celery_results_taskresult VALUES (1, 'planted-id', 'SUCCESS', 'application/json', 'utf-8', '"planted"', '2026-01-01 00:00:00+00', NULL, NULL, NULL, NULL);
CREATE TABLE public.constance_config (id integer NOT NULL, key character varying(255) NOT NULL, value text);
INSERT INTO public.constance_config VALUES (1, 'STRIPE_KEY', '{"__type__": "default", "__value__": "planted"}');
CREATE TABLE public.django_migrations (id bigint NOT NULL, app character varying(255) NOT NULL, name character varying(255) NOT NULL, applied timestamp with time zone NOT NULL);
INSERT INTO public.django_migrations VALUES (1, 'auth', '0001_initial', '2026-01-01 00:00:00+00');

ALTER TABLE ONLY public.auth_user ADD CONSTRAINT auth_user_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_user ADD CONSTRAINT auth_user_username_key UNIQUE (username);
ALTER TABLE ONLY public.django_session ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);
ALTER TABLE ONLY public.django_site ADD CONSTRAINT django_site_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_site ADD CONSTRAINT django_site_domain_a2e37b91_uniq UNIQUE (domain);
ALTER TABLE ONLY public.socialaccount_socialapp ADD CONSTRAINT socialaccount_socialapp_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.socialaccount_socialaccount ADD CONSTRAINT socialaccount_socialaccount_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.socialaccount_socialaccount ADD CONSTRAINT socialaccount_socialaccount_provider_uid_fc810c6e_uniq UNIQUE (provider, uid);
ALTER TABLE ONLY public.account_emailaddress ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.account_emailaddress ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);
ALTER TABLE ONLY public.otp_static_staticdevice ADD CONSTRAINT otp_static_staticdevice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.authtoken_token ADD CONSTRAINT authtoken_token_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.oauth2_provider_application ADD CONSTRAINT oauth2_provider_application_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.oauth2_provider_accesstoken ADD CONSTRAINT oauth2_provider_accesstoken_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.oauth2_provider_refreshtoken ADD CONSTRAINT oauth2_provider_refreshtoken_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_celery_beat_periodictask ADD CONSTRAINT django_celery_beat_periodictask_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_celery_beat_periodictask ADD CONSTRAINT django_celery_beat_periodictask_name_key UNIQUE (name);
ALTER TABLE ONLY public.constance_config ADD CONSTRAINT constance_config_key_key UNIQUE (key);
ALTER TABLE ONLY public.django_admin_log ADD CONSTRAINT django_admin_log_user_id_c564eba6_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.socialaccount_socialaccount ADD CONSTRAINT socialaccount_socialaccount_user_id_fk FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.socialaccount_socialtoken ADD CONSTRAINT socialaccount_socialtoken_account_id_fk FOREIGN KEY (account_id) REFERENCES public.socialaccount_socialaccount(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.account_emailconfirmation ADD CONSTRAINT account_emailconfirmation_email_address_id_fk FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.otp_static_statictoken ADD CONSTRAINT otp_static_statictoken_device_id_fk FOREIGN KEY (device_id) REFERENCES public.otp_static_staticdevice(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.authtoken_token ADD CONSTRAINT authtoken_token_user_id_35299eff_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.oauth2_provider_accesstoken ADD CONSTRAINT oauth2_provider_acce_source_refresh_token_e66fbc72_fk_oauth2_pr FOREIGN KEY (source_refresh_token_id) REFERENCES public.oauth2_provider_refreshtoken(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.oauth2_provider_refreshtoken ADD CONSTRAINT oauth2_provider_refr_access_token_id_775e84e8_fk_oauth2_pr FOREIGN KEY (access_token_id) REFERENCES public.oauth2_provider_accesstoken(id) DEFERRABLE INITIALLY DEFERRED;

--
-- PostgreSQL database dump complete
--

