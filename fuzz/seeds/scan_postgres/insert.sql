INSERT INTO public.t (id, a) VALUES
	(1, 'x'),
	(2, NULL),
	(3, 'O''Hara; (x)')
ON CONFLICT DO NOTHING;
