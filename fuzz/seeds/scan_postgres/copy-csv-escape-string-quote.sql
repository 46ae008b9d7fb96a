COPY t FROM stdin WITH (FORMAT 'csv', DELIMITER E'\t', QUOTE E'\b');
a	"b
\.
SELECT 1;
