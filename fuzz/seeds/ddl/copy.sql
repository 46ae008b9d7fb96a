COPY s."t;" (id, "new
line") FROM STDIN WITH (FORMAT csv, HEADER match, DELIMITER E'\t', NULL 'nil', QUOTE '''', ESCAPE '\', FORCE_NULL (a, b), FORCE_NOT_NULL *, ENCODING 'LATIN1') WHERE a > 1;