//! Given and family names as they are common in a few dozen countries, lower case and without
//! accents. Words that are as common for things are left out.

pub(super) static GIVEN_NAMES: &str = "\
james john robert michael william david richard joseph thomas charles christopher daniel matthew \
anthony mark donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy \
jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin \
samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron jose henry adam \
douglas nathan peter zachary kyle walter harold jeremy ethan carl keith roger gerald christian \
terry sean arthur austin noah lawrence jesse joe bryan billy jordan albert dylan bruce willie \
gabriel alan juan logan wayne ralph roy eugene randy vincent russell louis philip bobby johnny \
bradley liam oliver elijah lucas mason theodore owen caleb isaac luke hudson leo connor eli \
callum ewan rhys harvey stanley alfie archie oscar freddie winston hector nigel graham stuart \
mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra \
margaret ashley kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura \
helen sharon cynthia kathleen amy angela shirley anna brenda pamela emma nicole samantha katherine \
christine debra rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia \
victoria kelly lauren christina joan evelyn judith megan andrea cheryl hannah jacqueline martha \
gloria teresa ann sara madison frances kathryn janice jean abigail alice judy sophia denise \
marilyn danielle beverly isabella theresa diana natalie brittany charlotte marie kayla alexis lori \
ada ava mia amelia harper ella aria scarlett chloe zoe lily grace ellie layla nora hazel aurora \
lucy audrey bella claire skylar eleanor freya poppy isla florence matilda beatrice imogen fiona \
fred wendy tracy tim tom tony bill bob jim steve dave mike dan ben sam max alex chris matt nick \
hans jurgen juergen gunter guenter klaus wolfgang uwe dieter heinz helmut horst karl kurt otto \
friedrich fritz ludwig stefan andreas thorsten torsten jens sven bernd ralf rainer jorg joerg \
matthias sebastian tobias florian lukas jonas felix maximilian moritz niklas finn emil anton jannik \
sabine petra monika brigitte ursula renate helga ingrid gisela christa elke heike birgit gabriele \
claudia susanne kerstin katrin katja anja silke ulrike anke tanja nadine lena leonie lea hanna \
johanna greta mathilda frieda marlene heidi lotte liesel annika friederike johannes konstantin \
pierre jacques michel philippe alain bernard andre christophe francois laurent nicolas olivier \
julien guillaume sebastien thierry pascal didier gilles antoine mathieu maxime hugo theo mathis \
etienne benoit yves luc remy baptiste clement camille celine sophie isabelle nathalie sylvie \
francoise monique chantal veronique valerie aurelie emilie manon lea ines jade juliette margaux \
amelie elodie oceane mathilde brigitte genevieve simone odette \
carlos luis javier miguel francisco antonio manuel pedro pablo alejandro sergio fernando jorge \
alberto diego raul ruben alvaro ivan adrian jesus rafael enrique ramon vicente ignacio andres \
eduardo ricardo roberto mateo santiago emilio gonzalo hernan joaquin lorenzo carmen josefa isabel \
dolores pilar lucia cristina marta elena rosa mercedes paula raquel silvia beatriz rocio alba \
irene nuria sofia valentina camila ximena guadalupe lourdes esperanza consuelo alejandra gabriela \
daniela fernanda mariana renata catalina \
giuseppe giovanni luigi mario vincenzo salvatore angelo domenico francesco marco andrea luca \
matteo alessandro davide stefano simone giorgio paolo riccardo federico leonardo enzo giulia \
chiara francesca alessia martina giorgia elisa alessandra paola giovanna angela rosaria concetta \
bianca ginevra beatrice ludovica massimo fabio claudio nicola gianluca \
jan piet kees willem hendrik johan maarten daan sem bram thijs ruben jeroen joost bas wouter sander \
anneke marieke sanne lotte femke esther saskia inge wilma ingeborg mieke \
piotr krzysztof andrzej tomasz pawel marcin michal jerzy stanislaw jozef janusz jakub mateusz \
kamil wojciech lukasz zbigniew agnieszka katarzyna malgorzata joanna barbara ewa magdalena krystyna \
zofia aleksandra natalia monika beata dorota justyna \
lars erik nils anders mikael per magnus fredrik henrik bjorn gustav oskar axel olof ingmar astrid \
karin eva kristina birgitta elin linnea maja saga frida sigrid ingrid solveig liv kari hilde jorgen \
soren mette kirsten rasmus mikkel freja signe juhani matti timo antti jukka pekka mikko aino \
helmi tuula anneli kaisa \
joao jose antonio paulo carlos lucas pedro marcos rafael felipe gustavo thiago bruno leonardo \
rodrigo matheus vinicius caio murilo ana juliana fernanda patricia aline adriana leticia \
mariana beatriz larissa vitoria luiza goncalo tiago rui nuno ines catarina \
ivan dmitri dmitry sergei sergey alexei aleksei vladimir mikhail nikolai andrei yuri boris igor oleg \
pavel anastasia ekaterina tatiana olga irina svetlana natasha yulia ludmila galina oksana \
иван дмитрий сергей алексей владимир михаил николай андрей анна мария елена ольга наталья \
анастасия екатерина татьяна александр \
mohammed muhammad mohamed ahmed ali hassan hussein omar khalid ibrahim youssef yusuf mustafa \
abdullah abdul karim tariq samir rashid fatima aisha khadija maryam zainab layla noor amina \
yasmin leila salma hanan mehmet ahmet murat emre burak ayse fatma elif zeynep emine hatice \
wei li ming hua jun lei tao yan fang xin yong jing hao chen ying mei lan hui hong xiao \
hiroshi takashi kenji satoshi yuki haruto sota yuto ren sakura yui aoi hina rin akira kaito \
naoko keiko yoko tomoko emi haruka misaki daisuke kenta takumi makoto naoki \
minjun seojun jihoon hyun jiho seoyeon jiwoo minseo soojin \
raj amit rahul rohit vijay sanjay anil sunil rajesh suresh ramesh arjun vikram aditya ravi ashok \
deepak manoj priya anjali pooja neha sunita anita kavita lakshmi meera divya sneha shreya aarav \
ananya ishaan rohan kiran sanjana nguyen minh anh linh huong thanh tuan phuong trang \
chidi ngozi emeka chioma kwame kofi ama akua amara zuri thabo sipho nomsa chinedu adaeze oluwaseun \
katalin laszlo istvan zoltan gabor ferenc attila zsuzsanna erzsebet eszter vaclav jiri petr \
zdenek milan lenka jana hana marketa tereza bogdan ioan mihai elena ioana andreea dragan milos \
jovana ana goran zoran nikola dimitris giorgos yannis kostas eleni katerina maryna oleksandr \
andriy mykola nadia tariq penelope julia julian martin simon victor roman robin luna stella iris \
viktor valentin dominik marcel daniele nico timo kai pia ida mila";

pub(super) static FAMILY_NAMES: &str = "\
smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez \
wilson anderson thomas taylor moore jackson martin lee perez thompson white harris sanchez clark \
ramirez lewis robinson walker young allen king wright scott torres nguyen hill flores green adams \
nelson baker hall rivera campbell mitchell carter roberts gomez phillips evans turner diaz parker \
cruz edwards collins reyes stewart morris morales murphy cook rogers gutierrez ortiz morgan cooper \
peterson bailey reed kelly howard ramos kim cox ward richardson watson brooks chavez wood james \
bennett gray mendoza ruiz hughes price alvarez castillo sanders patel myers long ross foster \
jimenez powell jenkins perry russell sullivan bell coleman butler henderson barnes gonzales fisher \
vasquez simmons romero jordan patterson alexander hamilton graham reynolds griffin wallace moreno \
west cole hayes bryant herrera gibson ellis tran medina aguilar stevens murray ford castro marshall \
owens harrison fernandez mcdonald woods washington kennedy wells vargas henry chen freeman webb \
tucker guzman burns crawford olson simpson porter hunter gordon mendez silva shaw snyder mason \
dixon munoz hunt hicks holmes palmer wagner black robertson boyd rose stone salazar fox warren \
mills meyer rice schmidt garza daniels ferguson nichols stephens soto weaver ryan gardner payne \
grant dunn kelley spencer hawkins arnold pierce hansen peters santos hart bradley knight elliott \
cunningham duncan armstrong hudson carroll lane riley andrews alvarado ray delgado berry perkins \
hoffman johnston matthews pena richards contreras willis carpenter lawrence sandoval guerrero \
chapman rios estrada ortega watkins greene nunez wheeler valdez harper burke larson santiago \
maldonado morrison franklin carlson austin dominguez carr lawson jacobs obrien lynch singh vega \
bishop montgomery oliver jensen harvey williamson gilbert dean sims espinoza howell wong reid \
hanson fuller lovelace turing hopper llewellyn macleod leod mckenzie mackenzie fraser sinclair \
davies griffiths pritchard atkinson barker holmes khan hussain begum o'brien o'connor o'neill \
o'sullivan doe \
muller mueller schneider fischer weber becker schulz schafer schaefer koch bauer richter klein wolf \
schroder schroeder neumann schwarz zimmermann braun kruger krueger hofmann hartmann lange werner \
schmitt schmitz krause meier maier lehmann schmid schulze kohler koehler herrmann konig koenig \
walter mayer huber kaiser fuchs peters lang scholz moller moeller weiss jung hahn schubert vogel \
friedrich keller gunther frank berger winkler roth beck lorenz baumann franke albrecht schuster \
simon ludwig bohm boehm winter kraus martin schumacher kramer vogt stein jager jaeger otto sommer \
gross seidel heinrich brandt haas schreiber graf dietrich ziegler kuhn kuehn pohl engel horn busch \
bergmann voigt sauer arnold wolff pfeiffer heide steiner gruber moser egger leitner \
bernard dubois durand leroy moreau laurent lefebvre michel bertrand roux vincent fournier morel \
girard andre mercier dupont lambert bonnet francois martinez legrand garnier faure rousseau blanc \
guerin muller henry roussel nicolas perrin morin mathieu clement gauthier dumont lopez fontaine \
chevalier robin masson gerard nguyen boyer denis lemaire duval joly gautier roger roche roy noel \
meyer lucas meunier petit leclerc dupuis lefevre beaulieu tremblay gagnon bouchard lavoie \
fernandez rodriguez gonzalez garcia lopez martin sanchez perez gomez jimenez ruiz hernandez diaz \
moreno alvarez munoz romero alonso gutierrez navarro torres dominguez vazquez gil ramos serrano \
blanco molina suarez castro ortega delgado ortiz marin rubio nunez medina sanz castillo iglesias \
cortes garrido santos guerrero lozano cano cruz mendez flores prieto herrera pena leon marquez \
cabrera gallego calvo vidal campos reyes vega fuentes carrasco aguilar diez caballero nieto santana \
rojas paredes ibarra quintero \
rossi russo ferrari esposito bianchi romano colombo ricci marino greco bruno gallo conti costa \
giordano mancini rizzo lombardi moretti barbieri fontana santoro mariani rinaldi caruso ferrara \
galli martini leone longo gentile martinelli vitale lombardo serra coppola marchetti parisi villa \
conte ferraro fabbri bianco marini grasso valentini messina sala \
jong jansen vries berg bakker dijk visser smit meijer boer mulder groot bos vos hendriks leeuwen \
dekker brouwer wit dijkstra smits graaf meer kok jacobs vermeulen peeters maes janssens willems \
claes goossens wouters deklerck desmet \
nowak kowalski kowalska wisniewski wojcik kowalczyk kaminski kaminska lewandowski zielinski \
szymanski wozniak dabrowski kozlowski jankowski mazur kwiatkowski wojciechowski krawczyk kaczmarek \
piotrowski grabowski zajac pawlowski michalski krol jablonski wieczorek majewski olszewski \
andersson johansson karlsson nilsson eriksson larsson olsson persson svensson gustafsson pettersson \
jonsson jansson hansson bengtsson lindberg lindstrom lindqvist lundgren berglund bergstrom \
nielsen jensen hansen pedersen andersen christensen larsen sorensen rasmussen jorgensen petersen \
madsen kristensen olsen johansen berg haugen hagen dahl korhonen virtanen makinen nieminen \
makela hamalainen laine heikkinen koskinen jarvinen lahtinen \
silva santos oliveira souza rodrigues ferreira alves pereira lima gomes costa ribeiro martins \
carvalho almeida lopes soares fernandes vieira barbosa rocha dias nascimento andrade moreira nunes \
marques machado mendes freitas cardoso ramos goncalves teixeira pinto correia \
ivanov ivanova petrov petrova sidorov smirnov smirnova kuznetsov kuznetsova popov popova volkov \
sokolov lebedev kozlov novikov morozov pavlov semenov golubev vinogradov bogdanov \
иванов иванова петров петрова смирнов смирнова кузнецов попов соколов лебедев козлов новиков \
shevchenko kovalenko bondarenko tkachenko kravchenko oliynyk melnyk boyko \
yilmaz kaya demir celik sahin yildiz yildirim ozturk aydin ozdemir arslan dogan kilic aslan \
wang li zhang liu yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie \
tang deng han feng cao peng zeng xiao tian dong yuan pan cai jiang shen \
sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi kato yoshida yamada sasaki \
yamaguchi matsumoto inoue kimura hayashi shimizu yamazaki mori abe ikeda hashimoto ishikawa ogawa \
goto okada hasegawa fujita \
park choi jung kang cho yoon jang lim han shin kwon hwang ahn song \
kumar sharma verma gupta singh patel reddy rao nair iyer menon das roy banerjee mukherjee \
chatterjee ghosh bose desai shah mehta joshi kulkarni patil pillai agarwal jain kapoor malhotra \
chopra bhat khan ahmed ali hassan hussein ibrahim mahmoud abdullah rahman malik sheikh aziz farouk \
haddad nasser saleh mansour tran le pham hoang phan vu vo dang bui do ngo duong \
okafor adeyemi okonkwo eze nwosu balogun mensah owusu boateng asante dlamini nkosi ndlovu zulu \
mokoena botha pretorius nagy kovacs toth szabo horvath varga kiss molnar nemeth farkas novak \
svoboda novotny dvorak cerny prochazka kucera popescu ionescu popa radu dumitru stan horvat \
jovanovic petrovic nikolic markovic papadopoulos nikolaidis georgiou andreou";
