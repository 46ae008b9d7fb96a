SET NAMES latin1;
SET @s=@@sql_mode, sql_mode='ANSI_QUOTES,NO_BACKSLASH_ESCAPES';
SELECT 'a\';
SET sql_mode=@s;
