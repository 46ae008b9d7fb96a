CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $_$
BEGIN
  -- it's; a comment
  PERFORM $$a;b$$, $1;
END
$_$;
SELECT a$b$c, $é$x;$é$;
