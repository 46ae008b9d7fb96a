/*!50003 SET @saved_sql_mode = @@sql_mode */ ;
/*!50003 SET sql_mode = 'NO_BACKSLASH_ESCAPES' */ ;
SELECT 'a\';
/*!50003 SET sql_mode = @saved_sql_mode */ ;
SELECT 'a\';';
SET sql_mode='ANSI_QUOTES';
SELECT "a\";
