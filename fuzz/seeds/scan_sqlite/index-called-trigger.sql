CREATE INDEX trigger ON t(a);
CREATE TABLE trigger(a);
SELECT 1;
