.mode list
.read x.sql
SELECT 1;
