COPY t FROM stdin WITH DELIMITER AS '|' NULL AS '' CSV QUOTE AS '''';
1|'it''s'
\.
