\! id
source x.sql
USE `shop`;
SELECT 1 \G
;
