COPY t (a,b) FROM stdin WITH (DELIMITER '|', NULL 'nil');
1|nil
2\|x|y
\.
