CREATE TABLE public.customers (
    id integer NOT NULL,
    public_id uuid NOT NULL,
    email character varying(190) NOT NULL,
    first_name character varying(80) NOT NULL,
    last_name character varying(80) NOT NULL,
    full_name character varying(161) GENERATED ALWAYS AS ((((first_name)::text || ' '::text) || (last_name)::text)) STORED,
    phone character varying(32),
    date_of_birth date,
    national_id character varying(20),
    country character(2) NOT NULL,
    locale character varying(10) DEFAULT 'en-US'::character varying NOT NULL,
    tier public.customer_tier DEFAULT 'standard'::public.customer_tier NOT NULL,
    password_hash character(60) NOT NULL,
    newsletter boolean DEFAULT false NOT NULL,
    notes text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.events ATTACH PARTITION public.events_2025_q4 FOR VALUES FROM ('2025-10-01 00:00:00+00') TO ('2026-01-01 00:00:00+00');

CREATE TYPE public.address_kind AS ENUM (
    'billing',
    'shipping'
);
