/**
 * Countries, states and regions by the names under which handbooks speak of them: the name first, behind it what
 * else means the same. Names that are words or first names too (Chad, Jordan, Turkey) are left out.
 * ISO 3166, short names, 2026-11.
 */
const text = `
Afghanistan; Albania; Algeria; Andorra; Angola; Argentina, Argentine, Argentinian; Armenia; Australia, Australian; Austria, Austrian
Azerbaijan; Bahamas; Bahrain; Bangladesh; Barbados; Belarus; Belgium, Belgian; Belize; Benin; Bhutan; Bolivia
Bosnia and Herzegovina; Botswana; Brazil, Brazilian; Brunei; Bulgaria, Bulgarian; Burkina Faso; Burundi; Cambodia; Cameroon
Canada, Canadian; Cape Verde; Chile, Chilean; China, Chinese; Colombia, Colombian; Comoros; Congo; Costa Rica, Costa Rican
Croatia, Croatian; Cuba; Cyprus; Czechia, Czech Republic, Czech; Denmark, Danish; Dominican Republic; Ecuador; Egypt, Egyptian
El Salvador; Eritrea; Estonia, Estonian; Eswatini; Ethiopia; Fiji; Finland, Finnish; France, French; Gabon; Gambia
Germany, German; Ghana; Greece, Greek; Grenada; Guatemala; Guyana; Haiti; Honduras; Hong Kong; Hungary, Hungarian; Iceland
India, Indian; Indonesia, Indonesian; Iran; Iraq; Ireland, Irish, Republic of Ireland; Israel, Israeli; Italy, Italian; Ivory Coast; Jamaica
Japan, Japanese; Kazakhstan; Kenya, Kenyan; Kosovo; Kuwait; Kyrgyzstan; Laos; Latvia, Latvian; Lebanon; Lesotho; Liberia; Libya
Liechtenstein; Lithuania, Lithuanian; Luxembourg; Madagascar; Malawi; Malaysia, Malaysian; Maldives; Malta; Mauritania; Mauritius
Mexico, Mexican; Moldova; Monaco; Mongolia; Montenegro; Morocco; Mozambique; Myanmar; Namibia; Nepal
Netherlands, Dutch, Holland; New Zealand; Nicaragua; Nigeria, Nigerian; North Korea; North Macedonia; Norway, Norwegian; Oman
Pakistan; Palestine; Panama; Paraguay; Peru, Peruvian; Philippines; Poland; Portugal, Portuguese; Qatar; Romania, Romanian
Russia, Russian; Rwanda; Saudi Arabia; Senegal; Serbia, Serbian; Sierra Leone; Singapore; Slovakia; Slovenia; Somalia
South Africa, South African; South Korea, Korea, Korean; Spain, Spanish; Sri Lanka; Sudan; Suriname; Sweden, Swedish
Switzerland, Swiss; Syria; Taiwan; Tajikistan; Tanzania; Thailand, Thai; Tunisia; Turkmenistan; Uganda; Ukraine, Ukrainian
United Arab Emirates, UAE; United Kingdom, UK, Great Britain, British; Uruguay; Uzbekistan; Venezuela; Vietnam; Yemen; Zambia; Zimbabwe
United States, US, USA, United States of America, the States
European Union, EU; European Economic Area, EEA; Europe, European; Africa, African; Asia, Asian; North America; South America; Latin America
Middle East; Asia Pacific; Oceania; Scandinavia; Nordics; Benelux; EMEA; APAC; AMER; LATAM; NORAM; ANZ; DACH; Americas; JAPAC
Alabama; Alaska; Arizona; Arkansas; California; Colorado; Connecticut; Delaware; Florida; Hawaii; Idaho; Illinois; Indiana; Iowa
Kansas; Kentucky; Louisiana; Maine; Maryland; Massachusetts; Michigan; Minnesota; Mississippi; Missouri; Montana; Nebraska; Nevada
New Hampshire; New Jersey; New Mexico; New York, New York City, NYC; North Carolina; North Dakota; Ohio; Oklahoma; Oregon; Pennsylvania; Puerto Rico
Rhode Island; South Carolina; South Dakota; Tennessee; Texas; Utah; Vermont; Virginia; Washington; West Virginia; Wisconsin; Wyoming
District of Columbia, Washington DC; Alberta; British Columbia; Manitoba; New Brunswick; Nova Scotia; Ontario; Quebec; Saskatchewan
England, English law; Scotland, Scottish; Wales, Welsh; Northern Ireland; Bavaria; Catalonia; Flanders; Wallonia
New South Wales; Queensland; Tasmania; Western Australia; South Australia
Amsterdam; Berlin; Boston; Chicago; Dublin; London; Melbourne; Munich; Paris; San Francisco; Sydney; Tokyo; Toronto; Utrecht; Los Angeles
`;

/** Every name of a place in lower case with the name that stands for it. */
export const places: ReadonlyMap<string, string> = new Map(
  text
    .trim()
    .split(/[;\n]/)
    .map((names) => names.trim().split(", "))
    .flatMap(([first = "", ...others]) =>
      [first, ...others].map((name): [string, string] => [name.toLowerCase(), first]),
    ),
);
