// Hand-written knowledge: what the sources do not say, or say in an old way. Everything else is computed.

const list = (text) => Object.fromEntries(text.trim().split(/[;\n]+/).map((s) => s.trim()).filter(Boolean).map((s) => {
  const i = s.indexOf('=');
  return [s.slice(0, i).trim(), s.slice(i + 1).trim()];
}));
/** 'XX' + '01=A 02=A' → {'XX-01': 'XX-A', ...}. A right side that holds a '-' or is two capitals after '@' is taken as it is. */
const codes = (country, text) => Object.fromEntries(text.trim().split(/\s+/).map((s) => {
  const [a, b] = s.split('=');
  return [`${country}-${a}`, b.startsWith('@') ? b.slice(1) : `${country}-${b}`];
}));
/** 'XX' + 'A:01,02 B:03' → {'XX-01': 'XX-A', 'XX-02': 'XX-A', 'XX-03': 'XX-B'} */
const merge = (country, text) => Object.fromEntries(text.trim().split(/\s+/).flatMap((s) => {
  const [to, from] = s.split(':');
  return from.split(',').map((f) => [`${country}-${f}`, `${country}-${to}`]);
}));

/** Countries whose Natural Earth regions are finer than what ISO calls the top level and IP databases name: follow ISO's parents. */
export const CLIMB = new Set('BF ES GN IE LK MW RS UG'.split(' '));

/** Natural Earth's code → the code used here (ISO's current one where there is one). */
export const RENAME = {
  ...codes('BE', 'VAN=VLG VBR=VLG VLI=VLG VOV=VLG VWV=VLG WBR=WAL WHT=WAL WLG=WAL WLX=WAL WNA=WAL'),
  ...codes('BA', 'X01~=SRP X02~=SRP X03~=SRP X04~=SRP X05~=SRP X06~=SRP X07~=SRP'),
  ...codes('BH', '16=14'),
  ...codes('CI', '10=DN 17=WR 06=MG 08=ZZ 05=CM 13=CM 03=SV 19=MG 09=BS 15=GD 01=LG 02=SM 16=LG 11=LC 12=SM 18=GD 04=VB 07=LC 14=WR'),
  ...codes('CZ', 'US=42 LI=51 KA=41 PL=32 JC=31 KR=52 OL=71 PA=53 MO=80 JM=64 ZL=72 VY=63 ST=20 PR=10'),
  ...codes('EE', '67=68 82=81 86=87 44=45 65=64 78=79 49=50 57=56 59=60 70=71 51=52'),
  ...codes('GL', 'QA=AV'),
  ...codes('GR', 'A1=I'),
  // Swapped in Natural Earth: code and name sit on another region's shape (GeoNames' name and the area tell).
  ...codes('AF', 'PIA=PKA PKA=PIA'), ...codes('EC', 'N=T T=N'), ...codes('ER', 'DU=SK SK=AN MA=DU AN=MA'), ...codes('GY', 'MA=EB PM=CU UD=UT DE=ES CU=PM UT=UD EB=DE ES=MA'), ...codes('RU', 'MOW=MOS MOS=MOW'),
  ...codes('HU', 'ED=ER'),
  ...codes('IN', 'UT=UK OR=OD CT=CG TG=TS DD=DH DN=DH'),
  ...codes('IQ', 'TS=KI'),
  ...codes('IS', '0=1'),
  ...codes('KN', '14=15'),
  ...codes('KZ', 'AKM=11 AKT=15 ATY=23 ZAP=27 ZHA=31 KAR=35 KUS=39 KZY=43 MAN=47 PAV=55 SEV=59 YUZ=61 VOS=63 AST=71'),
  ...codes('LR', 'X1~=GP X2~=RG'),
  ...merge('LV', `002:038,046,065,072,092 094:009,076 011:020 015:014,082,108 016:034,083,105 022:008,039,055,070,075,104
    026:010,098 041:069 042:004,049,086,107,JKB 047:024 073:001,078,103 050:006,093 052:013 054:005,085 058:023,044,110
    059:021,030,057 062:012 067:035,051,053 077:109 080:031,095 088:018 089:090 091:037,048,061 097:027,063,079
    099:029,040,043 111:036 112:003,028,032,066,071,074,081,100 113:VMR,017,019,045,060,064,084,096`),
  ...codes('LY', 'GD=NL AJ=WA TN=TB QB=DR MZ=JG'),
  // Morocco and Iran kept numbers and changed their meaning: these are the old meanings, so none of them may become an alias.
  ...codes('MA', '01=01 02=04 03=03 04=02 05=03 06=03 07=04 08=06 09=06 10=07 11=07 12=05 13=09 14=10 15=11 16=12'),
  ...codes('IR', '02=04 01=03 03=24 19=01 16=12 17=05 05=16 10=06 31=28 27=27 30=09 29=29 13=11 06=18 23=22 21=02 12=20 11=19 28=26 22=00 04=10 08=14 18=17 14=07 15=08 24=13 20=15 25=21 26=25 07=23'),
  ...codes('MD', 'CAM=SN GRI=SN'),
  ...codes('MK', '01=85 09=85 17=85 29=85 38=85 39=85 68=85 77=85 79=85 84=85 31=307 57=307 28=307 15=307 50=607 22=304'),
  ...codes('MU', 'BR=PW QB=PW VP=PW CU=PW PU=PL'),
  ...codes('MX', 'DIF=CMX'),
  ...codes('NL', 'BQ1=@BQ-BO BQ2=@BQ-SA BQ3=@BQ-SE'),
  ...codes('NO', '19=55 17=50 16=50 04=34 05=34 02=32 01=31 20=56 06=33 07=39 08=40 09=42 10=42 12=46 14=46 21=@SJ'),
  ...codes('NP', 'ME=P1 KO=P1 SA=P1 JA=P2 NA=P2 BA=P3 GA=P4 DH=P4 LU=P5 RA=P5 KA=P6 BH=P6 SE=P7 MA=P7'),
  ...codes('OM', 'BA=BS SH=SJ'),
  ...codes('PL', 'DS=02 KP=04 LU=06 LB=08 LD=10 MA=12 MZ=14 OP=16 PK=18 PD=20 PM=22 SL=24 SK=26 WN=28 WP=30 ZP=32'),
  ...codes('SI', '05=142 149=092 092=149'),
  ...codes('TT', 'RCM=MRC ETO=TOB WTO=TOB'),
  ...codes('TW', 'TPQ=NWT'),
  ...codes('ZA', 'NL=KZN GT=GP'),
};

/** Single features that need another code than their own, by 'code|name' (or |name_en). '' drops the feature. */
export const FEATURE = {
  'AU-X02~|Jervis Bay Territory': 'AU-NSW', 'AU-X03~|Macquarie Island': 'AU-TAS',
  'AZ-SA|Sheki': 'AZ-SAK', 'AZ-LAN|Lachin': 'AZ-LAC', 'AZ-LAN|Laçın': 'AZ-LAC', 'AZ-YEV|Yevlakh': 'AZ-YE', 'AZ-YEV|Yevlakh Rayon': 'AZ-YEV', 'AZ-X01~|Şuşa': 'AZ-SUS',
  'BA-SRP|Posavina': 'BA-BIH',
  'BS-X01~|New Providence': 'BS-NP',
  'CO-CUN|Bogota': 'CO-DC',
  'HR-12|Požega-Slavonia': 'HR-11',
  'IR-07|Alborz': 'IR-30',
  'KZ-ALA|Almaty': 'KZ-19', 'KZ-ALA|Almaty City': 'KZ-75',
  'LA-VI|Vientiane [prefecture]': 'LA-VT',
  'MV-12|Malé': 'MV-MLE',
  'PE-LIM|Lima Province': 'PE-LMA',
  'SB-CH|Western': 'SB-WE',
  'SD-DE|Central Darfur': 'SD-DC', 'SD-DS|Eastern Darfur': 'SD-DE',
  'SY-X01~|UNDOF': 'SY-QU',
  'TD-X01~|Ennedi': 'TD-EE',
  'TJ-X01~|Tadzhikistan Territories': 'TJ-RA',
  // No country code in Natural Earth:
  '-99-X16~|Dhekelia': 'CY-03', '-99-X17~|Akrotiri': 'CY-02', '-99-X04~|Northern Cyprus': 'CY-06',
  '-99-X11~|Somaliland': 'SO-WO', '-99-X13~|Guantanamo Bay USNB': 'CU-14', '-99-X05~|Baykonur lease in Qyzylorda': 'KZ-43',
  '-99-X15~|Cocos (Keeling) Islands': 'CC', '-99-X14~|Christmas Island': 'CX', 'NO-X01~|Bouvet Island': 'BV',
};
/** Kosovo is not in ISO 3166: the seven districts, with the codes that MaxMind gives them. */
export const KOSOVO = list('Uroševac=XK-01; Đakovica=XK-02; Gnjilane=XK-03; Kosovska Mitrovica=XK-04; Peć=XK-05; Pristina=XK-06; Prizren=XK-07');
export const FR_REGION = list('FR-GUF=GF; FR-MTQ=MQ; FR-GUA=GP; FR-LRE=RE; FR-MAY=YT; FR-COR=FR-20R');
export const GB_NATION = list('England=GB-ENG; Scotland=GB-SCT; Wales=GB-WLS; Northern Ireland=GB-NIR');

/** Old codes, and current ones that Natural Earth has no shape for → the code of the region that holds them. */
export const ALIAS = {
  ...codes('AE', 'AJM=AJ ABU=AZ DUB=DU FUJ=FU RAK=RK SHJ=SH UAQ=UQ'),
  ...codes('BD', 'H=C'), ...codes('BI', 'RM=BR'), ...codes('BS', 'GC=NO HT=CO'), ...codes('BW', 'CH=NW'),
  ...codes('CD', 'BU=OR HU=OR IT=OR TO=OR HK=KA HL=KA LU=KA TA=KA KC=KW KS=KW LO=KE SA=KE KG=BN KL=BN MN=BN MO=EQ NU=EQ SU=EQ TU=EQ'),
  ...codes('CI', 'AB=LG YM=LC'),
  ...codes('CN', '11=BJ 12=TJ 13=HE 14=SX 15=NM 21=LN 22=JL 23=HL 31=SH 32=JS 33=ZJ 34=AH 35=FJ 36=JX 37=SD 41=HA 42=HB 43=HN 44=GD 45=GX 46=HI 50=CQ 51=SC 52=GZ 53=YN 54=XZ 61=SN 62=GS 63=QH 64=NX 65=XJ 71=@TW 91=@HK 92=@MO TW=@TW HK=@HK MO=@MO'),
  ...codes('DZ', '49=01 50=01 51=07 52=08 53=11 54=11 55=30 56=33 57=39 58=47'),
  ...codes('DK', '101=84 147=84 015=84 020=84 025=85 030=85 035=85 040=84 042=83 050=83 055=83 060=83 065=82 070=82 076=82 080=81'),
  ...codes('ET', 'SI=SN SW=SN CE=SN SE=SN'),
  ...codes('FI', '01=@AX'),
  ...codes('FR', 'A=GES B=NAQ C=ARA D=BFC E=BRE F=CVL G=GES H=20R I=BFC J=IDF K=OCC L=NAQ M=GES N=OCC O=HDF P=NOR Q=NOR R=PDL S=HDF T=NAQ U=PAC V=ARA COR=20R 75=IDF 75C=IDF 69M=ARA 69=ARA 67=GES 68=GES 6AE=GES 2A=20R 2B=20R 971=@GP 972=@MQ 973=@GF 974=@RE 976=@YT BL=@BL MF=@MF NC=@NC PF=@PF PM=@PM TF=@TF WF=@WF'),
  ...codes('GB', 'ABC=NIR AND=NIR ANN=NIR CCG=NIR DRS=NIR FMO=NIR LBC=NIR MEA=NIR MUL=NIR NMD=NIR BCP=ENG NNH=ENG WNH=ENG BKM=ENG CBL=ENG WAF=ENG NYK=ENG SOM=ENG EAW=ENG'),
  ...codes('GH', 'AF=BA BE=BA BO=BA NE=NP SV=NP OT=TV WN=WP'),
  ...codes('GL', 'QT=AV'), ...codes('GQ', 'DJ=WN C=LI I=BN'),
  ...codes('ID', 'PE=PA PS=PA PT=PA PP=PA PD=PB KU=KI IJ=PA'),
  ...codes('IN', 'DD=DH DN=DH UL=UK'),
  ...codes('IR', '31=28 32=30'),
  ...codes('KZ', '10=63 33=19 62=35 79=61 ALA=75 ALM=19 SHY=61 BAY=43'),
  ...merge('KE', '200:13,15,29,35,36 300:14,19,21,28,39,40 400:06,09,18,22,23,25,26,41 500:07,24,46 600:08,16,17,27,34,38 700:01,02,05,10,12,20,31,32,33,37,42,43,44,47 800:03,04,11,45 110:30'),
  ...codes('KG', 'GO=O'), ...codes('KH', '25=3'), ...codes('KP', '14=05 15=06'),
  ...codes('LA', 'XS=VI XN=VI'), ...codes('LB', 'AK=AS BH=BI'), ...codes('LC', '12=01'),
  ...merge('LU', 'D:CL,DI,RD,VD,WI G:EC,GR,RM L:CA,ES,LU,ME'),
  ...codes('LV', 'JKB=042 VMR=113'),
  ...codes('MA', '08=03 13=09 14=10 15=11 16=12'),
  ...codes('MD', 'DU=SN'), ...codes('ME', '22=13 23=03 24=16 25=16'),
  ...codes('MK', '801=85 802=85 804=85 805=85 806=85 807=85 808=85 809=85 810=85 811=85 812=85 813=85 814=85 815=85 816=85 817=85 803=85'),
  ...codes('ML', '9=7 10=6'), ...codes('MM', '18=04'), ...codes('MR', '13=NKC 14=NKC 15=NKC'),
  ...codes('MU', 'CC=RO AG=RO'), ...codes('NA', 'KE=OK KW=OK'),
  ...codes('NL', 'AW=@AW CW=@CW SX=@SX'),
  ...codes('NO', '30=32 38=39 54=55 22=@SJ'),
  ...codes('NP', '1=P3 2=P5 3=P4 4=P1 5=P7'),
  ...codes('PA', '10=8 NT=1'), ...codes('PG', 'HLA=SHM JWK=WHM'),
  ...codes('PS', 'BTH=WBK HBN=WBK JEM=WBK JEN=WBK JRH=WBK NBS=WBK QQA=WBK RBH=WBK SLT=WBK TBS=WBK TKM=WBK DEB=GZZ GZA=GZZ KYS=GZZ NGZ=GZZ RFH=GZZ'),
  ...codes('PH', 'MNL=00'), ...codes('QA', 'SH=RA'), ...codes('RS', 'KM=@XK'),
  ...codes('SD', 'GK=KS'), ...codes('SC', '26=23 27=23'), ...codes('SL', 'NW=N'),
  ...codes('SO', 'AW=WO SA=WO SO=WO TO=WO'), ...codes('ST', '01=S 02=S 03=S 04=S 05=S 06=S'),
  ...codes('TD', 'EO=EE'), ...codes('TH', 'S=20'), ...codes('TM', 'S=A'), ...codes('TN', '12=11'), ...codes('TZ', '31=14'),
  ...codes('TW', 'TPQ=NWT LIE=KIN KHQ=KHH TNQ=TNN TXQ=TXG'),
  ...codes('US', 'AS=@AS GU=@GU MP=@MP PR=@PR UM=@UM VI=@VI'),
  ...codes('YE', 'SU=HD'),
  ...codes('PR', 'PR=@PR'),
};

/** English names where neither source has a good one. */
export const NAMES = list(`
GB-ENG=England; GB-SCT=Scotland; GB-WLS=Wales; GB-NIR=Northern Ireland
FR-ARA=Auvergne-Rhône-Alpes; FR-BFC=Bourgogne-Franche-Comté; FR-BRE=Brittany; FR-CVL=Centre-Val de Loire; FR-20R=Corsica
FR-GES=Grand Est; FR-HDF=Hauts-de-France; FR-IDF=Île-de-France; FR-NOR=Normandy; FR-NAQ=Nouvelle-Aquitaine; FR-OCC=Occitanie
FR-PDL=Pays de la Loire; FR-PAC=Provence-Alpes-Côte d'Azur
IT-21=Piedmont; IT-23=Aosta Valley; IT-25=Lombardy; IT-32=Trentino-South Tyrol; IT-34=Veneto; IT-36=Friuli Venezia Giulia; IT-42=Liguria
IT-45=Emilia-Romagna; IT-52=Tuscany; IT-55=Umbria; IT-57=Marche; IT-62=Lazio; IT-65=Abruzzo; IT-67=Molise; IT-72=Campania; IT-75=Apulia
IT-77=Basilicata; IT-78=Calabria; IT-82=Sicily; IT-88=Sardinia
ES-AN=Andalusia; ES-AR=Aragon; ES-AS=Asturias; ES-CB=Cantabria; ES-CE=Ceuta; ES-CL=Castile and León; ES-CM=Castilla-La Mancha
ES-CN=Canary Islands; ES-CT=Catalonia; ES-EX=Extremadura; ES-GA=Galicia; ES-IB=Balearic Islands; ES-MC=Murcia; ES-MD=Madrid
ES-ML=Melilla; ES-NC=Navarre; ES-PV=Basque Country; ES-RI=La Rioja; ES-VC=Valencia
PH-00=Metro Manila; PH-01=Ilocos; PH-02=Cagayan Valley; PH-03=Central Luzon; PH-05=Bicol; PH-06=Western Visayas; PH-07=Central Visayas
PH-08=Eastern Visayas; PH-09=Zamboanga Peninsula; PH-10=Northern Mindanao; PH-11=Davao; PH-12=Soccsksargen; PH-13=Caraga
PH-14=Bangsamoro; PH-15=Cordillera; PH-40=Calabarzon; PH-41=Mimaropa
BE-BRU=Brussels; BE-VLG=Flanders; BE-WAL=Wallonia
IE-C=Connacht; IE-L=Leinster; IE-M=Munster; IE-U=Ulster
LK-1=Western; LK-2=Central; LK-3=Southern; LK-4=Northern; LK-5=Eastern; LK-6=North Western; LK-7=North Central; LK-8=Uva; LK-9=Sabaragamuwa
MW-C=Central; MW-N=Northern; MW-S=Southern; UG-C=Central; UG-E=Eastern; UG-N=Northern; UG-W=Western
BF-02=Cascades; RS-VO=Vojvodina; RS-00=Belgrade
MG-A=Toamasina; MG-D=Antsiranana; MG-F=Fianarantsoa; MG-M=Mahajanga; MG-T=Antananarivo; MG-U=Toliara
MA-01=Tanger-Tétouan-Al Hoceïma; MA-02=Oriental; MA-03=Fès-Meknès; MA-04=Rabat-Salé-Kénitra; MA-05=Béni Mellal-Khénifra
MA-06=Casablanca-Settat; MA-07=Marrakech-Safi; MA-09=Souss-Massa; MA-10=Guelmim-Oued Noun; MA-11=Laâyoune-Sakia El Hamra; MA-12=Dakhla-Oued Ed-Dahab
NO-31=Østfold; NO-32=Akershus; NO-33=Buskerud; NO-34=Innlandet; NO-39=Vestfold; NO-40=Telemark; NO-42=Agder; NO-46=Vestland; NO-50=Trøndelag
NO-55=Troms; NO-56=Finnmark; NO-03=Oslo; NO-11=Rogaland; NO-15=Møre og Romsdal; NO-18=Nordland
PL-02=Lower Silesia; PL-04=Kuyavia-Pomerania; PL-06=Lublin; PL-08=Lubusz; PL-10=Łódź; PL-12=Lesser Poland; PL-14=Mazovia; PL-16=Opole
PL-18=Subcarpathia; PL-20=Podlasie; PL-22=Pomerania; PL-24=Silesia; PL-26=Holy Cross; PL-28=Warmia-Masuria; PL-30=Greater Poland; PL-32=West Pomerania
CZ-10=Prague; CZ-20=Central Bohemia; CZ-31=South Bohemia; CZ-32=Plzeň; CZ-41=Karlovy Vary; CZ-42=Ústí nad Labem; CZ-51=Liberec
CZ-52=Hradec Králové; CZ-53=Pardubice; CZ-63=Vysočina; CZ-64=South Moravia; CZ-71=Olomouc; CZ-72=Zlín; CZ-80=Moravia-Silesia
GR-A=East Macedonia and Thrace; GR-B=Central Macedonia; GR-C=West Macedonia; GR-D=Epirus; GR-E=Thessaly; GR-F=Ionian Islands; GR-G=West Greece
GR-H=Central Greece; GR-I=Attica; GR-J=Peloponnese; GR-K=North Aegean; GR-L=South Aegean; GR-M=Crete; GR-69=Mount Athos
NP-P1=Koshi; NP-P2=Madhesh; NP-P3=Bagmati; NP-P4=Gandaki; NP-P5=Lumbini; NP-P6=Karnali; NP-P7=Sudurpashchim
CI-BS=Bas-Sassandra; CI-CM=Comoé; CI-DN=Denguélé; CI-GD=Gôh-Djiboua; CI-LC=Lacs; CI-LG=Abidjan and Lagunes; CI-MG=Montagnes; CI-SM=Sassandra-Marahoué
CI-SV=Savanes; CI-VB=Vallée du Bandama; CI-WR=Woroba; CI-ZZ=Zanzan
LV-002=Aizkraukle; LV-007=Alūksne; LV-011=Ādaži; LV-015=Balvi; LV-016=Bauska; LV-022=Cēsis; LV-026=Dobele; LV-033=Gulbene; LV-041=Jelgava Municipality
LV-042=Jēkabpils; LV-047=Krāslava; LV-050=Kuldīga; LV-052=Ķekava; LV-054=Limbaži; LV-056=Līvāni; LV-058=Ludza; LV-059=Madona; LV-062=Mārupe
LV-067=Ogre; LV-068=Olaine; LV-073=Preiļi; LV-077=Rēzekne Municipality; LV-080=Ropaži; LV-087=Salaspils; LV-088=Saldus; LV-089=Saulkrasti
LV-091=Sigulda; LV-094=Smiltene; LV-097=Talsi; LV-099=Tukums; LV-101=Valka; LV-102=Varakļāni; LV-106=Ventspils Municipality
LV-111=Augšdaugava; LV-112=South Kurzeme; LV-113=Valmiera; LV-DGV=Daugavpils; LV-JEL=Jelgava; LV-REZ=Rēzekne; LV-VEN=Ventspils; LV-RIX=Riga
MX-CMX=Mexico City; MX-MEX=State of Mexico; BA-BIH=Federation of Bosnia and Herzegovina; BA-SRP=Republika Srpska; BA-BRC=Brčko District
KZ-19=Almaty Region; KZ-75=Almaty; KZ-71=Astana; KZ-61=Turkistan; KZ-31=Zhambyl; CO-DC=Bogotá; CO-SAP=San Andrés and Providencia; US-DC=District of Columbia; US-WA=Washington
XK-01=Ferizaj; XK-02=Gjakova; XK-03=Gjilan; XK-04=Mitrovica; XK-05=Peja; XK-06=Pristina; XK-07=Prizren
BQ-BO=Bonaire; BQ-SA=Saba; BQ-SE=Sint Eustatius; CY-06=Northern Cyprus; SO-WO=Somaliland; PS-WBK=West Bank; PS-GZZ=Gaza Strip
KE-110=Nairobi; KE-200=Central; KE-300=Coast; KE-400=Eastern; KE-500=North Eastern; KE-600=Nyanza; KE-700=Rift Valley; KE-800=Western
MK-85=Skopje; MK-307=Kičevo; AZ-NX=Nakhchivan; JP-13=Tokyo; LA-VT=Vientiane Prefecture; LA-VI=Vientiane Province; PE-LMA=Lima (city); PE-LIM=Lima Region
IS-1=Capital Region; IS-2=Southern Peninsula; IS-3=West; IS-4=Westfjords; IS-5=Northwest; IS-6=Northeast; IS-7=East; IS-8=South
AU-NSW=New South Wales; AU-TAS=Tasmania; BE-WBR=Walloon Brabant; TT-TOB=Tobago; ID-PA=Papua; ID-PB=West Papua; ID-KI=East and North Kalimantan
GL-AV=Avannaata and Qeqertalik; GL-UO=Northeast Greenland National Park; AZ-SA=Shaki (city); AZ-SAK=Shaki; AZ-LA=Lankaran (city); AZ-LAN=Lankaran
AZ-YE=Yevlakh (city); AZ-YEV=Yevlakh; AZ-LAC=Lachin; SD-DW=West Darfur; TD-EE=Ennedi; HR-21=Zagreb (city); HR-01=Zagreb County; MZ-MPM=Maputo (city); MZ-L=Maputo
TW-CYI=Chiayi (city); TW-CYQ=Chiayi; TW-HSZ=Hsinchu (city); TW-HSQ=Hsinchu; TW-TXG=Taichung; KR-49=Jeju; KR-42=Gangwon; KR-45=Jeonbuk; NZ-CIT=Chatham Islands
TJ-RA=Districts of Republican Subordination; MD-SN=Transnistria; ET-SN=Southern Nations; RU-MOW=Moscow; RU-MOS=Moscow Oblast; RU-SPE=Saint Petersburg; RU-LEN=Leningrad Oblast
UA-30=Kyiv; UA-32=Kyiv Oblast; BY-HM=Minsk; BY-MI=Minsk Region; UA-43=Crimea; UA-40=Sevastopol; AR-C=Buenos Aires (city); AR-B=Buenos Aires Province
IN-DH=Dadra and Nagar Haveli and Daman and Diu; CA-QC=Quebec; IL-D=Southern; IL-M=Central; IL-Z=Northern; DK-84=Capital Region; LU-D=Diekirch; LU-G=Grevenmacher; LU-L=Luxembourg
EC-N=Napo; ER-AN=Anseba; ER-DU=Debub; ER-MA=Maekel; ER-SK=Northern Red Sea; EC-T=Tungurahua; SI-149=Bistrica ob Sotli; SI-092=Podčetrtek; SI-142=Zagorje ob Savi
GY-CU=Cuyuni-Mazaruni; GY-DE=Demerara-Mahaica; GY-EB=East Berbice-Corentyne; GY-ES=Essequibo Islands-West Demerara; GY-MA=Mahaica-Berbice; GY-PM=Pomeroon-Supenaam
GY-UD=Upper Demerara-Berbice; GY-UT=Upper Takutu-Upper Essequibo; VN-39=Đồng Nai; VN-66=Hưng Yên; UA-51=Odesa
AF-DAY=Daykundi; AF-PAN=Panjshir; AF-URU=Uruzgan; AZ-XA=Khankendi; BF-03=Centre; BT-31=Sarpang; CF-KB=Nana-Grébizi; CY-01=Nicosia; CY-02=Limassol; CY-03=Larnaca
CY-04=Famagusta; CY-05=Paphos; DK-82=Central Jutland; DO-07=Elías Piña; FI-06=Kanta-Häme; FI-16=Päijät-Häme; FI-19=Southwest Finland; KM-G=Grande Comore; MD-GA=Gagauzia
ML-3=Sikasso; PA-1=Bocas del Toro; SY-QU=Quneitra; TJ-SU=Sughd; TZ-07=Zanzibar North; TZ-11=Zanzibar Central/South; VE-X=La Guaira; VN-53=Bắc Kạn; MU-BL=Black River
HU-VM=Veszprém (city); HU-VE=Veszprém; UZ-TK=Tashkent; UZ-TO=Tashkent Region; KN-15=Trinity Palmetto Point; BY-HO=Gomel; KH-15=Pursat
RU-AL=Altai Republic; RU-ALT=Altai Krai; RU-YEV=Jewish Autonomous Oblast; RU-CE=Chechnya; RU-CU=Chuvashia; RU-UD=Udmurtia; RU-SA=Sakha; BR-DF=Federal District
JP-01=Hokkaido; JP-26=Kyoto; JP-27=Osaka; JP-28=Hyogo; JP-39=Kochi; JP-44=Oita; SA-02=Mecca; SA-03=Medina; SA-12=Al Jawf; SA-14=Asir
BG-22=Sofia (city); BG-23=Sofia Province; DE-HB=Bremen; PE-CUS=Cusco; PE-HUC=Huánuco; PG-NSB=Bougainville; KH-5=Kampong Speu; KZ-43=Kyzylorda; CU-14=Guantánamo; VE-L=Mérida; VE-S=Táchira; SI-027=Gorenja vas–Poljane
CG-BZV=Brazzaville; TZ-15=Zanzibar Urban/West; PT-11=Lisbon; PT-13=Porto; LY-TB=Tripoli; LY-NL=Nalut; LY-WA=Al Wahat; LY-DR=Derna; LY-JG=Jabal al Gharbi
`);

/** Short, common English names of countries, where ISO's and Natural Earth's are long or rare. */
export const COUNTRY = list(`
US=United States; GB=United Kingdom; KR=South Korea; KP=North Korea; RU=Russia; IR=Iran; VN=Vietnam; LA=Laos; SY=Syria; TZ=Tanzania; BO=Bolivia; VE=Venezuela
MD=Moldova; TW=Taiwan; CZ=Czechia; MK=North Macedonia; CD=DR Congo; CG=Congo; CI=Côte d'Ivoire; CV=Cape Verde; SZ=Eswatini; FM=Micronesia; BN=Brunei
PS=Palestine; VA=Vatican City; XK=Kosovo; HK=Hong Kong; MO=Macao; TL=Timor-Leste; TR=Turkey; MM=Myanmar; NL=Netherlands; BS=Bahamas; GM=Gambia
FK=Falkland Islands; VG=British Virgin Islands; VI=US Virgin Islands; BQ=Caribbean Netherlands; SX=Sint Maarten; MF=Saint Martin; BL=Saint Barthélemy; CW=Curaçao
SH=Saint Helena; RE=Réunion; AX=Åland; SJ=Svalbard; IO=British Indian Ocean Territory; TF=French Southern Territories; UM=US Minor Outlying Islands
CC=Cocos Islands; CX=Christmas Island; HM=Heard and McDonald Islands; GS=South Georgia; PN=Pitcairn; BV=Bouvet Island; AQ=Antarctica; CF=Central African Republic
DO=Dominican Republic; AE=United Arab Emirates; KY=Cayman Islands; MH=Marshall Islands; MP=Northern Mariana Islands; TC=Turks and Caicos Islands; KM=Comoros
PH=Philippines; SD=Sudan; NE=Niger; CK=Cook Islands; FO=Faroe Islands; SB=Solomon Islands; WF=Wallis and Futuna; ST=São Tomé and Príncipe; MR=Mauritania; LY=Libya
`);

/** DB-IP names that neither a name nor a point decides, or decides wrongly. */
export const DBIP = {
  TW: { Taiwan: '', Taipei: '' }, // most of the island, under two names: by city only
  RS: { 'Central Serbia': '' },
};
/** Countries where DB-IP's states are not our regions: dbip-cities.json says more than dbip.json. */
export const REFINE = new Set(['RS', 'TW', 'VN']);

// The languages beside English ------------------------------------------------

/** Any of these words, capitalised or not, before what `rest` says. Not the flag `i`: with it, \p{Lu} is any letter. */
const kinds = (words, rest) => {
  const spelt = words.trim().split(/\s*\|\s*/).sort((a, b) => b.length - a.length);
  const initials = (text) => text.replace(/(?<=^| )\p{Ll}/gu, (letter) => `[${letter}${letter.toUpperCase()}]`);
  return new RegExp(`^(?:${spelt.map(initials).join('|')})${rest}`, 'u');
};
const NAME = String.raw`(?=\p{Lu}|\p{Lo}|[’‘'ʻʿ]|(?:al|ad|an|ar|as|asch|at|az|ash|el)-)`;
/** Romance languages: 'Región Oriental' is a name as a whole, 'Región de Murcia' is not. These words stand without 'de'. */
const FOREIGN = String.raw`(?:oblast|óblast|voblast|krai|kraï|raion|raión|raïon|jude[țţ]|wilaya|apskritis|atol|atoll|atol[oó]n|subdivision|canton|comitat)\s+`;

/** Words for kinds of regions, `before` and `after` a name, and what is no name without them (`vague`). */
export const KINDS = {
  de: {
    before: kinds(`provinz|departamento|département|departement|oblast|woblast|region|región|opština|gemeinde|großgemeinde|stadtgemeinde|gouvernement|gouvernorat|governorat
      |kreis|bezirk|präfektur|rajon|gespanschaft|munizip|distrikt|komitat|woiwodschaft|autonome gemeinschaft|autonome region|autonomes gebiet|qark|landkreis|gebiet
      |bundesstaat|republik|kanton|okrug|parish|parish of|county|verwaltungsbezirk|autonome republik|autonome provinz|distriktgemeinde|provincia|verwaltungsregion
      |nationaldistrikt|wilaya|kommune`, String.raw`\s+(?:(?:de|del|du|di|do|da|von|de la) |de (?<article>los|las) )?${NAME}`),
    after: / (region|province|parish|district|county|division|state|department|municipality|kraj|welaýaty|fylke|apskritis|novads|kommunia|okrug|woblasz)$|-(region|staat|aimag|atoll|provinz)$|s? län$/i,
    vague: /^((nord|süd|ost|west|zentral|mittel)([ -]?(nord|süd|ost|west|zentral))?(en|er|region)?|zentrum|zentral|(north|south|east|west|central|mid|upper|lower|nor|su|este|oeste|centro)([ -]?(north|south|east|west|central))?(ern)?|norte|sur|sul|nord|sud|est|ouest|centre|littoral|capital|federal|plateaux?)$/i,
  },
  es: {
    before: kinds(`provincia|municipalidad|municipio|regi[oó]n|distrito|gobernaci[oó]n|departamento|parroquia|prefectura|condado|estado|voivodato|divisi[oó]n|cant[oó]n|rep[uú]blica
      |gobernorato|comunidad|comunidad aut[oó]noma|principado|distrito aut[oó]nomo|regi[oó]n aut[oó]noma|periferia|vilayato|prefectura aut[oó]noma|rep[uú]blica aut[oó]noma
      |ciudad municipal|municipalidad de la ciudad|gobierno regional|zona|reino|krai|atol[oó]n|óblast|oblast|comté`,
    String.raw`\s+(?:de (?<article>la|las|los|el) |del |de |d’|do |da )${NAME}|^${FOREIGN}${NAME}`),
    after: / (province|parish|district|county|division|state|department|municipality|region|gobernaci[oó]n)$/i,
    vague: /^(norte|sur|este|oeste|centro|central|noroeste|noreste|nordeste|suroeste|sureste|sudoeste|sudeste|oriental|occidental|capital|septentrional|meridional|litoral|federal|occidente|costa|extremo norte|(los )?(lagos|montañas)|naciones|méxico)$/i,
  },
  fr: {
    before: kinds(`province|r[ée]gion|gouvernorat|état|etat|district|pr[ée]fecture|oblast|voblast|d[ée]partement|wilaya|municipalit[ée]|jude[țţ]|raion|raïon|comt[ée]|canton|comitat|paroisse
      |vo[iï]vodie|subdivision|division|atoll|r[ée]publique|communaut[ée] autonome|communaut[ée]|kraï|commune|municipe|r[ée]gion autonome|r[ée]publique autonome|territoire|apskritis`,
    String.raw`\s+(?:de la |de l’|de |du |des |d’|l’)${NAME}|^${FOREIGN}${NAME}`),
    after: / (province|parish|district|county|division|state|department|municipality|region|fylke|kommune|novads|aïmag)$|s? län$/i,
    vague: /^(nord|sud|est|ouest|centre|central|nord-ouest|nord-est|sud-ouest|sud-est|oriental[e]?|occidental[e]?|capitale?|littoral|fédéral|plateau|lacs|fleuves|montagnes|savanes|côte|mexico|nations)$/i,
  },
  pt: {
    before: kinds(`munic[ií]pio|regi[aã]o|oblast|voblast|distrito|prov[ií]ncia|condado|voiv[oó]dia|krai|governamento|divis[aã]o|governorado|governorato|comunidade aut[oôó]noma|comunidade
      |departamento|estado|rep[uú]blica|prefeitura|gubernatorato|cant[aã]o|paróquia|atol|wilaya|raion|prov[ií]ncia aut[oôó]noma|regi[aã]o aut[oôó]noma|rep[uú]blica aut[oôó]noma|cidade municipal`,
    String.raw`\s+(?:de |do |da |dos |das |d’)${NAME}|^${FOREIGN}${NAME}`),
    after: / (province|parish|district|county|division|state|department|municipality|region|atoll|kommune|fylke)$/i,
    vague: /^(norte|sul|leste|este|oeste|centro|central|noroeste|nordeste|sudoeste|sudeste|oriental|ocidental|capital|setentrional|meridional|litoral|federal|costa|planalto|lagos|montanhas|nações|méxico)$/i,
  },
  ja: {},
};

/** Labels that are none, or adjectives ('Bratislavský kraj'): the next source is asked. */
export const NO_LABEL = /["“”:;\d/|]|\.\w\.|^[IVX]+(-[AB])?$|(ský|cký|sky)( kraj)?$|^okres |landschaftsverband|minicipalid|municipalidade? del|anexo/i;

/** What follows is by hand: names where neither CLDR nor Natural Earth has a good one. */
export const LOCAL = {
  /** Countries whose short form in CLDR is the usual one. */
  BRIEF: new Set(['HK', 'MO', 'PS']),
  /** Regions that CLDR calls something else in English, and means all the same. */
  SAME: new Set('AZ-SUS BH-14 DK-82 FI-06 FI-16 KR-45 MU-BL NP-P2 NP-P7 SA-02 SA-03 US-DC'.split(' ')),
  /** Countries of small regions whose labels few have checked: as in English, wherever people write Latin letters. */
  UNCHECKED: new Set('AF AZ LV MK MT NR SI TO WS'.split(' ')),
  /** A city beside a region of the same name. */
  CITY: { de: ' (Stadt)', es: ' (ciudad)', fr: ' (ville)', pt: ' (cidade)', ja: '（市）' },
  de: list(`CD=DR Kongo; CG=Kongo; MD=Moldau; BN=Brunei; CI=Elfenbeinküste; US-DC=Washington, D.C.; MX-MEX=Bundesstaat México; PS-GZZ=Gazastreifen; CU-03=Havanna; ES-VC=Valencia; UA-32=Oblast Kiew; BY-BR=Brest
    CZ-20=Mittelböhmen; CZ-32=Pilsen; CZ-41=Karlsbad; CZ-63=Vysočina; CZ-71=Olmütz; CZ-80=Mähren-Schlesien; RU-YEV=Jüdische Autonome Oblast; RU-ALT=Region Altai
    EG-C=Kairo; EG-ALX=Alexandria; EG-GZ=Gizeh; EG-LX=Luxor; EG-PTS=Port Said; EG-SUZ=Suez; EG-JS=Südsinai; EG-SIN=Nordsinai; EG-BA=Rotes Meer; EG-WAD=Neues Tal; EG-DT=Damiette
    ID-JB=Westjava; ID-JI=Ostjava; ID-JT=Zentraljava; ID-KB=Westkalimantan; ID-KI=Ost- und Nordkalimantan; ID-KR=Riau-Inseln; ID-KS=Südkalimantan; ID-KT=Zentralkalimantan
    ID-NB=West-Nusa-Tenggara; ID-NT=Ost-Nusa-Tenggara; ID-PB=Westpapua; ID-SA=Nordsulawesi; ID-SB=Westsumatra; ID-SG=Südostsulawesi; ID-SN=Südsulawesi; ID-SS=Südsumatra
    ID-ST=Zentralsulawesi; ID-SU=Nordsumatra; CL-RM=Santiago; CL-MA=Magallanes; CL-LI=O’Higgins; CD-SK=Süd-Kivu
    CM-EN=Äußerster Norden; CM-ES=Ost; CM-NO=Nord; CM-NW=Nordwest; CM-OU=West; CM-SU=Süd; CM-SW=Südwest
    SD-DC=Zentraldarfur; SD-DE=Ostdarfur; SD-DN=Norddarfur; SD-DS=Süddarfur; SD-DW=Westdarfur; SD-KH=Khartum; SD-KN=Nordkordofan; SD-KS=Südkordofan; SD-NB=Blauer Nil; SD-NW=Weißer Nil
    SD-NO=Nördlicher Sudan; SD-NR=Nil; SD-RS=Rotes Meer
    KP-02=Süd-Pyongan; KP-03=Nord-Pyongan; KP-04=Chagang; KP-05=Süd-Hwanghae; KP-06=Nord-Hwanghae; KP-07=Kangwon; KP-08=Süd-Hamgyong; KP-09=Nord-Hamgyong; KP-10=Ryanggang
    PH-15=Cordillera; SO-JD=Mittlere Dschuba; SO-JH=Untere Dschuba; SO-SD=Mittlere Schabelle; SO-SH=Untere Schabelle; TJ-RA=Zentral verwaltete Rajons; NI-AN=Karibikküste Nord; NI-AS=Karibikküste Süd`),
  es: list(`CD=RD del Congo; CG=Congo; CI=Costa de Marfil; OM-SS=Ash Sharqiyah Norte; OM-MA=Mascate; CL-LL=Los Lagos; KH-18=Sihanoukville; KH-23=Kep; BW-ST=Sowa; MM-11=Kachin; MM-15=Mon; US-DC=Washington D. C.; MX-MEX=Estado de México; DE-HE=Hesse; BE-BRU=Bruselas; BE-VLG=Flandes; CL-RM=Región Metropolitana; CL-MA=Magallanes
    ZA-EC=Cabo Oriental; ZA-NC=Cabo Septentrional; ZA-WC=Cabo Occidental; EG-GH=Garbia; EG-SHR=Sarquía; NO-42=Agder; PK-IS=Islamabad; FI-10=Laponia; NI-AN=Costa Caribe Norte
    NI-AS=Costa Caribe Sur; MD-SN=Transnistria; OM-BS=Al Batinah Norte; SY-RD=Campiña de Damasco; TW-MIA=Miaoli; PS-GZZ=Franja de Gaza; CO-SAP=San Andrés y Providencia; ET-SN=Naciones del Sur
    ID-KI=Kalimantan Oriental y Septentrional; IN-OD=Odisha; TJ-GB=Alto Badajshán; UA-32=Óblast de Kiev; CI-LC=Lacs; AZ-NX=Najicheván; ES-MC=Región de Murcia; AF-PIA=Paktika; AF-PKA=Paktia
    CL-AI=Aysén; CM-AD=Adamawa; TW-CYI=Chiayi (ciudad); MX-COA=Coahuila; RU-ALT=Krai de Altái; NP-P1=Koshi; NP-P3=Bagmati; PH-41=Mimaropa; PH-40=Calabarzon; PH-12=Soccsksargen; SB-MK=Makira-Ulawa; TZ-06=Pemba Norte; TZ-10=Pemba Sur`),
  fr: list(`CD=RD Congo; CG=Congo; VE-A=District de la capitale; OM-SJ=Ach-Charqiya du Sud; MM-13=Karen; MM-14=Chin; MM-15=Môn; MM-17=Shan; LC-04=Dauphin; SX=Sint Maarten; VA=Vatican; US-DC=Washington (D.C.); MX-MEX=État de Mexico; BE-BRU=Bruxelles; BE-VLG=Flandre; CL-LL=Los Lagos; CL-LR=Los Ríos; CL-MA=Magallanes
    CL-RM=Santiago; EG-C=Le Caire; PS-GZZ=Bande de Gaza; IR-29=Khorassan du Sud; NZ-BOP=Bay of Plenty; GR-69=Mont Athos; NG-FC=Territoire de la capitale fédérale; CN-NX=Ningxia
    NI-AN=Côte caraïbe nord; NI-AS=Côte caraïbe sud; UA-32=Oblast de Kiev; ID-KI=Kalimantan oriental et du Nord; AZ-NX=Nakhitchevan; ET-SN=Nations du Sud; CO-SAP=San Andrés et Providencia
    CU-03=La Havane; ZM-02=Province centrale; ZM-05=Province septentrionale; ZM-06=Province nord-occidentale; ZM-07=Province méridionale; CL-LI=O’Higgins; AR-L=La Pampa; AR-F=La Rioja; CL-AI=Aysén; UA-26=Ivano-Frankivsk; RU-ALT=Kraï de l’Altaï; RU-AL=Altaï`),
  pt: list(`CD=RD Congo; CG=Congo; KR-50=Sejong; ET-TI=Tigré; MD-SN=Transnístria; TD-LC=Lac; JO-MN=Ma’an; MA-12=Dakhla-Oued Ed-Dahab; LC-06=Gros Islet; KZ-61=Turquistão; US-DC=Washington, D.C.; US-NY=Nova York; US-NJ=Nova Jersey; MX-MEX=Estado do México; RU-MOW=Moscou; RU-MOS=Oblast de Moscou; RU-ALT=Krai de Altai; RU-PRI=Primorie
    TH-10=Bangkok; ES-GA=Galícia; ES-EX=Extremadura; FR-GES=Grande Leste; FR-HDF=Altos da França; FR-IDF=Île-de-France; IR-09=Khorasan Razavi; IR-28=Khorasan do Norte; IR-29=Khorasan do Sul
    BA-SRP=República Sérvia; AR-F=La Rioja; AR-X=Córdoba; AE-AZ=Abu Dhabi; SA-01=Riad; SA-03=Medina; ZA-FS=Estado Livre; PE-LAL=La Libertad; PE-MDD=Madre de Dios; AU-VIC=Victoria
    MX-YUC=Yucatán; CO-SAP=San Andrés e Providência; CO-LAG=La Guajira; ID-AC=Aceh; ID-KI=Kalimantan Oriental e do Norte; IN-UK=Uttarakhand; IN-SK=Sikkim; IN-OD=Odisha; MY-02=Kedah; MY-12=Sabah; HR-08=Primorje-Gorski
    NZ-BOP=Bay of Plenty; NZ-MBH=Marlborough; NZ-WTC=West Coast; VC-01=Charlotte; NI-AN=Costa Caribe Norte; NI-AS=Costa Caribe Sul; CL-RM=Região Metropolitana; CL-AI=Aysén; MX-COA=Coahuila; CL-MA=Magallanes
    GR-J=Peloponeso; BE-BRU=Bruxelas; UA-32=Oblast de Kiev; CU-03=Havana; AZ-NX=Nakichevan; ET-SN=Nações do Sul; GT-14=Quiché; GT-17=Petén; OM-BS=Al Batinah Norte; RS-18=Raška; TN-43=Sidi Bouzid
    PH-15=Cordillera; SC-18=Mont Fleuri; SC-20=Pointe La Rue; SC-22=Saint Louis; SY-RD=Rif Dimashq; TJ-RA=Distritos de Subordinação Republicana; CH-BL=Basileia-Campo; WS-AA=A’ana`),
  ja: list(`US-DC=ワシントンD.C.; FR-ARA=オーヴェルニュ＝ローヌ＝アルプ地域圏; FR-BFC=ブルゴーニュ＝フランシュ＝コンテ地域圏; FR-CVL=サントル＝ヴァル・ド・ロワール地域圏; FR-HDF=オー＝ド＝フランス地域圏; FR-IDF=イル＝ド＝フランス地域圏
    FR-NAQ=ヌーヴェル＝アキテーヌ地域圏; FR-PAC=プロヴァンス＝アルプ＝コート・ダジュール地域圏; FR-20R=コルシカ; IT-32=トレンティーノ＝アルト・アディジェ州; IT-36=フリウリ＝ヴェネツィア・ジュリア州; IT-45=エミリア＝ロマーニャ州
    UA-30=キーウ; UA-32=キーウ州; UA-51=オデーサ州; CC=ココス諸島
    MA-03=フェズ＝メクネス地方; MA-04=ラバト＝サレ＝ケニトラ地方; MA-05=ベニ・メラル＝ヘニフラ地方; MA-06=カサブランカ＝セタット地方; MA-07=マラケシュ＝サフィ地方; MA-10=ゲルミム＝ウェッド・ヌーン地方
    NP-P1=コシ州; NP-P4=ガンダキ州; NP-P5=ルンビニ州; PH-14=バンサモロ自治地域; VE-X=ラ・グアイラ州; KZ-19=アルマトイ州; LV-112=南クルゼメ; GL-AV=アヴァンナータとケケルタリク; GL-UO=北東グリーンランド国立公園
    XK-01=フェリザイ郡; XK-02=ジャコヴァ郡; XK-03=ジラン郡; XK-04=ミトロヴィツァ郡; XK-05=ペヤ郡; XK-06=プリシュティナ郡; XK-07=プリズレン郡; CI-GD=ゴー＝ジブア州; CI-SM=ササンドラ＝マラウエ州
    GY-CU=クユニ・マザルニ州; GY-EB=東バービス・コレンタイン州; GY-ES=エセキボ諸島・西デメララ州; GY-PM=ポメルーン・スペナーム州; GY-UD=上デメララ・バービス州; GY-UT=上タクトゥ・上エセキボ州
    AZ-XA=ハンケンディ; TW-CYI=嘉義市; TW-CYQ=嘉義県; LV-077=レーゼクネ自治体; LV-106=ヴェンツピルス自治体; SI-064=ロガテツ（Logatec）; CL-LI=オイギンス州; CL-AI=アイセン州; CL-MA=マガジャネス州; DE-BY=バイエルン州; ID-KI=東カリマンタン州と北カリマンタン州`),
};
