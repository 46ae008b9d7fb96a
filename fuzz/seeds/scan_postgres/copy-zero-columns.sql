COPY public.t_zero  FROM stdin;


\.
