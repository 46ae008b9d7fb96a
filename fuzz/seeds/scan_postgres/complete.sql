--
-- PostgreSQL database dump
--

SELECT 1;

--
-- PostgreSQL database dump complete
--

