COPY public.addresses (id, customer_id, kind, recipient, street, street2, city, postcode, country, latitude, longitude) FROM stdin;
1	1	shipping	Hector Kowalski	172 Old Mill Road	\N	San Francisco	94103	US	37.7783203125	-122.40625
2	2	shipping	Winston Llewellyn	61 Church Lane	2nd floor	Leeds	LS1 4DY	GB	53.7890625	-1.546875
3	2	billing	Winston Llewellyn	113 Church Lane	\N	Edinburgh	EH1 1YZ	GB	55.9560546875	-3.1826171875
4	3	shipping	Friedrich Groß	Lindenallee 125	\N	München	80331	DE	48.1357421875	11.5771484375
5	4	shipping	Étienne Le Goff	19 bis, avenue Foch	c/o Meier	Nîmes	30000	FR	43.8427734375	4.3671875
6	4	billing	Étienne Le Goff	171 bis, avenue Foch	\N	Paris	75011	FR	48.8583984375	2.3818359375
7	5	shipping	Concepción Peña	Avenida de América 39	\N	Madrid	28013	ES	40.4130859375	-3.7119140625
8	6	shipping	太郎 渡邊	神南1丁目40番	\N	東京都渋谷区	150-0041	JP	35.66113
\.
