INSERT INTO public.value VALUES (1);
CREATE TABLE public.function (begin integer);
SELECT 1;
