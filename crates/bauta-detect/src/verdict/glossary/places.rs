//! Cities, countries and what streets are called.

/// How streets end that are written in one word.
pub(super) static STREET_ENDINGS: &[&str] = &[
    "strasse", "str", "weg", "platz", "gasse", "allee", "ring", "damm", "ufer", "straat", "laan",
    "plein", "gracht", "kade", "gatan", "vagen", "gata", "veien", "vej", "gade", "gaten", "katu",
    "tie", "singel", "steig", "chaussee",
];

pub(super) static STREET_WORDS: &str = "\
street st avenue ave av road rd lane ln drive dr boulevard blvd bd court ct way place pl terrace \
ter close crescent square sq parkway pkwy highway hwy circle cir trail loop row alley mews gardens \
grove hill manor walk green view rue chemin impasse allee allees quai cours passage route faubourg \
calle avenida avda plaza paseo carrera camino ronda via viale piazza piazzale corso largo vicolo \
strada straat laan plein gracht weg ulica ul aleja al aleje plac os rua travessa alameda rodovia \
largo praca strasse str platz gasse damm allee ring ufer gatan vagen vej katu tie utca ut ulice \
namesti sokak sk cad caddesi mah улица ул проспект пр переулок шоссе jalan jl p.o box pobox \
apartment apt suite";

pub(super) static CITY_NAMES: &str = "\
london, birmingham, manchester, leeds, glasgow, liverpool, bristol, sheffield, edinburgh, cardiff, \
belfast, leicester, nottingham, newcastle, brighton, oxford, cambridge, york, bath, plymouth, \
southampton, reading, dublin, cork, galway, limerick, new york, los angeles, chicago, houston, \
phoenix, philadelphia, san antonio, san diego, dallas, san jose, austin, jacksonville, fort worth, \
columbus, charlotte, san francisco, indianapolis, seattle, denver, washington, boston, el paso, \
nashville, detroit, oklahoma city, portland, las vegas, memphis, louisville, baltimore, milwaukee, \
albuquerque, tucson, fresno, sacramento, kansas city, atlanta, omaha, colorado springs, raleigh, \
miami, oakland, minneapolis, tulsa, tampa, new orleans, cleveland, honolulu, pittsburgh, \
cincinnati, st. louis, orlando, buffalo, anchorage, springfield, madison, richmond, salem, \
toronto, montreal, vancouver, calgary, edmonton, ottawa, winnipeg, quebec, halifax, victoria, \
berlin, hamburg, munchen, munich, koln, cologne, frankfurt, frankfurt am main, stuttgart, \
dusseldorf, dortmund, essen, leipzig, bremen, dresden, hannover, nurnberg, duisburg, bochum, \
wuppertal, bielefeld, bonn, munster, karlsruhe, mannheim, augsburg, wiesbaden, kiel, freiburg, \
mainz, rostock, kassel, potsdam, erfurt, heidelberg, regensburg, wurzburg, ulm, wien, vienna, graz, \
linz, salzburg, innsbruck, zurich, geneve, geneva, basel, bern, lausanne, luzern, winterthur, \
paris, marseille, lyon, toulouse, nice, nantes, montpellier, strasbourg, bordeaux, lille, rennes, \
reims, toulon, grenoble, dijon, angers, nimes, brest, le havre, saint-etienne, tours, amiens, metz, \
limoges, rouen, nancy, avignon, bruxelles, brussels, antwerpen, antwerp, gent, ghent, brugge, liege, \
charleroi, amsterdam, rotterdam, den haag, utrecht, eindhoven, groningen, tilburg, almere, breda, \
nijmegen, haarlem, arnhem, leiden, delft, maastricht, luxembourg, madrid, barcelona, valencia, \
sevilla, zaragoza, malaga, murcia, palma, bilbao, alicante, cordoba, valladolid, vigo, gijon, \
granada, lisboa, lisbon, porto, braga, coimbra, faro, roma, rome, milano, milan, napoli, naples, \
torino, turin, palermo, genova, bologna, firenze, florence, bari, catania, venezia, venice, verona, \
padova, trieste, pisa, warszawa, warsaw, krakow, lodz, wroclaw, poznan, gdansk, szczecin, lublin, \
katowice, praha, prague, brno, ostrava, plzen, bratislava, kosice, budapest, debrecen, szeged, \
stockholm, goteborg, malmo, uppsala, vasteras, oslo, bergen, trondheim, stavanger, kobenhavn, \
copenhagen, aarhus, odense, aalborg, helsinki, espoo, tampere, turku, oulu, reykjavik, tallinn, \
riga, vilnius, moscow, moskva, saint petersburg, kyiv, kiev, lviv, odesa, kharkiv, minsk, \
bucharest, bucuresti, cluj-napoca, sofia, athens, athina, thessaloniki, istanbul, ankara, izmir, \
antalya, belgrade, zagreb, ljubljana, sarajevo, tirana, skopje, москва, санкт-петербург, tokyo, \
osaka, kyoto, yokohama, nagoya, sapporo, fukuoka, kobe, beijing, shanghai, guangzhou, shenzhen, \
chengdu, wuhan, hangzhou, nanjing, tianjin, hong kong, seoul, busan, incheon, taipei, singapore, \
bangkok, hanoi, ho chi minh city, jakarta, manila, kuala lumpur, mumbai, delhi, new delhi, \
bangalore, bengaluru, hyderabad, chennai, kolkata, pune, ahmedabad, jaipur, karachi, lahore, dhaka, \
dubai, abu dhabi, riyadh, doha, tel aviv, jerusalem, beirut, cairo, lagos, nairobi, accra, \
johannesburg, cape town, durban, casablanca, tunis, algiers, sydney, melbourne, brisbane, perth, \
adelaide, canberra, auckland, wellington, mexico city, guadalajara, monterrey, bogota, medellin, \
lima, santiago, buenos aires, rosario, montevideo, caracas, quito, sao paulo, rio de janeiro, \
brasilia, salvador, fortaleza, belo horizonte, curitiba, recife, porto alegre, havana";

pub(super) static COUNTRY_NAMES: &str = "\
afghanistan, albania, algeria, andorra, angola, argentina, armenia, australia, austria, azerbaijan, \
bahrain, bangladesh, belarus, belgium, belize, benin, bolivia, bosnia and herzegovina, botswana, \
brazil, brunei, bulgaria, cambodia, cameroon, canada, chad, chile, china, colombia, congo, \
costa rica, croatia, cuba, cyprus, czech republic, czechia, denmark, dominican republic, ecuador, \
egypt, el salvador, estonia, ethiopia, finland, france, gabon, georgia, germany, ghana, greece, \
greenland, guatemala, haiti, honduras, hungary, iceland, india, indonesia, iran, iraq, ireland, \
israel, italy, ivory coast, jamaica, japan, jordan, kazakhstan, kenya, kuwait, latvia, lebanon, \
libya, liechtenstein, lithuania, luxembourg, madagascar, malaysia, mali, malta, mexico, moldova, \
monaco, mongolia, montenegro, morocco, mozambique, myanmar, namibia, nepal, netherlands, \
the netherlands, new zealand, nicaragua, nigeria, north korea, north macedonia, norway, oman, \
pakistan, panama, paraguay, peru, philippines, poland, portugal, qatar, romania, russia, \
russian federation, rwanda, saudi arabia, senegal, serbia, singapore, slovakia, slovenia, somalia, \
south africa, south korea, spain, sri lanka, sudan, sweden, switzerland, syria, taiwan, tanzania, \
thailand, tunisia, turkey, uganda, ukraine, united arab emirates, united kingdom, great britain, \
england, scotland, wales, united states, united states of america, usa, uk, uruguay, uzbekistan, \
venezuela, vietnam, yemen, zambia, zimbabwe, deutschland, osterreich, schweiz, frankreich, italien, \
spanien, polen, niederlande, belgien, allemagne, autriche, belgique, suisse, espagne, italie, \
pays-bas, royaume-uni, etats-unis, alemania, espana, francia, italia, reino unido, estados unidos, \
polska, brasil, osterreich, sverige, norge, danmark, suomi";

pub(super) static REGION_NAMES: &str = "\
al, ak, az, ar, ca, co, ct, de, fl, ga, hi, id, il, in, ia, ks, ky, la, me, md, ma, mi, mn, ms, mo, \
mt, ne, nv, nh, nj, nm, ny, nc, nd, oh, ok, or, pa, ri, sc, sd, tn, tx, ut, vt, va, wa, wv, wi, wy, \
dc, ab, bc, mb, nb, nl, ns, on, pe, qc, sk, nsw, vic, qld, tas, alabama, alaska, arizona, arkansas, \
california, colorado, connecticut, delaware, florida, georgia, hawaii, idaho, illinois, indiana, \
iowa, kansas, kentucky, louisiana, maine, maryland, massachusetts, michigan, minnesota, mississippi, \
missouri, montana, nebraska, nevada, new hampshire, new jersey, new mexico, new york, \
north carolina, north dakota, ohio, oklahoma, oregon, pennsylvania, rhode island, south carolina, \
south dakota, tennessee, texas, utah, vermont, virginia, washington, west virginia, wisconsin, \
wyoming, ontario, quebec, british columbia, alberta, manitoba, saskatchewan, nova scotia, bayern, \
bavaria, berlin, hamburg, hessen, hesse, sachsen, saxony, thuringen, niedersachsen, bremen, \
nordrhein-westfalen, nrw, baden-wurttemberg, brandenburg, saarland, rheinland-pfalz, \
schleswig-holstein, mecklenburg-vorpommern, sachsen-anhalt, ile-de-france, bretagne, normandie, \
occitanie, nouvelle-aquitaine, grand est, hauts-de-france, auvergne-rhone-alpes, provence, \
pays de la loire, andalucia, cataluna, catalunya, madrid, valencia, galicia, aragon, lombardia, \
lazio, toscana, veneto, piemonte, sicilia, campania, emilia-romagna, england, scotland, wales, \
northern ireland, kent, essex, surrey, sussex, devon, cornwall, yorkshire, norfolk, suffolk, \
greater london, west midlands, sao paulo, rio de janeiro, minas gerais, bahia, parana, maharashtra, \
karnataka, tamil nadu, kerala, gujarat, punjab, uttar pradesh, west bengal, guangdong, zhejiang, \
jiangsu, hokkaido, tokyo, osaka, kyoto, mazowieckie, malopolskie, wielkopolskie, slaskie, wien, \
tirol, salzburg, steiermark, vorarlberg, karnten, burgenland, zurich, bern, noord-holland, \
zuid-holland, utrecht, gelderland, noord-brabant, limburg, flanders, wallonia, vlaanderen, \
new south wales, victoria, queensland, western australia, south australia, tasmania, jalisco";
