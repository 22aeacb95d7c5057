"""Two common words that follow one another, as a lexeme of their own: by it the index finds a phrase of two such words.

Without it a phrase of two words that most items have could only be found by a look at each of those items. »Common
grams«, as other search engines call them. Which words are common is a list, so that documents and queries always agree:
whoever changes it raises the analyzer's version.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from meetings.search.facets import PART

# What stands before such a lexeme, and between its two words. Lexemes are of [a-z0-9].
_PAIR, _BETWEEN = "Q", "X"


# Base forms that many items of council papers have: those that stood in two in a hundred or more of the sample papers
# and of published agendas, the everyday words of administration, and the municipalities.
_COMMON_WORDS = """
aabenraa aabne aalborg aar aarhus aarlig adgang administration administrativ aeldr aeldreraad aendre aendring
aeroe affald afgang afholde afklare afproeve afsat afslutte aftale aktivitet aktoer aktuel akut albertslund
alene alleroed almen alternativ altid ambition analyse anbefale anden ankomst anlaeg ansoege ansvar antal
anvende april arbejde arbejder arbejdsgruppe arbejdskraft arbejdsmarked arbejdsmiljoe ass assistent
assistentuddanne august baade bad baeredygtig baggrund bakke ballerup barn basere bede bedre befolke begynde
behandle behov beloeb bemaerke beredskab beregne beroere beskaeftige besked beskrive beslutte besoeg bespare
bestaa bestyrelse betale betyde bevilling bibliotek bidrage bilag billede billund biodiversitet biogas bjarn
blive boer bolig borger borgmester bornholm bosaette botilbud brande bred brev brint brn bro broendby
broenderslev brug bruge bruger budget bus business by bygge byggeri bygning byraad byudvikle center central chef
cyb cykelsti daekke dag dagsorden dagtilbud dahl danmark dansk das data deb del dele deling dels deltage
deltager denmark dermed derudover desuden detailhandel dialog digital digitalisere dimensionere direktoer doegn
dokumentation dragoer drift drikkevand drive droefte effekt effektiv effektivisere efteraar efterfoelgende
efterretning efterspoerge efterspoergsel egedal egen egne ekse eksempel ekspert eksport ekstra element elev
elleve emne ende endelig endnu ene energi energiplan enhed enig enkel erfare erhverv erhvervsfremme
erhvervsfremmebestyrelse erhvervshus erhvervsskole esbjerg etablere evaluere evt faa faaborg faar faelles
faelleskommunal faellesskab faerdig faerge fag faglaere faglig fald falde familie fanoe fast fastholde
fastlaegge fastsaette favrskov faxe februar fem ferie finansiere finde fire fiskeri fjernvarme fjord fleksjob
flere flygtning flytte foelge foere foerst foerste fokus fokusomraade folk folke folkeskole folketing fond
foraar forberede forbinde forbraende fordel fordele fordi fordrive forebygge forelaegge foreligge foreloebig
forening foreslaa forhandle forhold forloeb form formand formandskab forpligte forskellig forskning forslag
forsvar forsyning fortaelle fortsaette fortsat forum forvalte forvente frafald fravaerende fredensborg
fredericia frederiksberg frederikshavn frederikssund frem fremadrettet fremgaa fremhaeve fremlaegge fremme
fremmebestyrelse fremtid frist fritage fritid frivillig frokost fuld funktion furesoe fylde gaa gaar gaelde
gammel gang gange genbrug generel gennem gennemfoere genoptraening gentoft geografisk give gladsax glostrup god
gode godkende godte goere grad graense greve gribskov groen grund grunde grundlage grundvand gruppe gruppemoede
guldborgsund gymnasium haand haandvaerk haderslev halsnaes halvdel handicap handle have havne hedensted hele
helsingoer henblik henvende heraf herlev herning hilleroed hinanden hjaelp hjaelpe hjem hjemloeshed hjemme
hjemmepleje hjoerring hoej hoejere hoere hoering hoeringssvar hoersholm holbaek hold holde holdt holm holstebro
hor hoved hurtig hus husleje hvem hver hvidovr idraet igangsaette igen ikast imod implementere inddrage
indebaere indeholde inden indenfor indgaa indkoeb indkommen indlede indsats indstille indtil industri
infrastruktur ing ingen initiativ inklusion innovation input institution integration interesse investere
invitere involvere isaer ishoej it ivaerksaetteri jammerbugt januar jernbane jesp jf jobcenter journal juni jysk
kalundborg kapacitet kende kerteminde kirst kkr kl klar klima koebenhavn koeg kolding kollektiv komme kommende
kommunal kommunalbestyrelse kommunaldirektoer kommune kompetence konkret kontakt kontaktudvalg kontanthjaelp
kontor kontrakt koordinere kort koste kr kraeve kraft krav kredsen kristof kultur kun kvalificere kvalitet
kvittere kvote kystsikring laan lade laege laegge laere laereplads laerer laesoe lage land landbrug landdistrikt
landsdel lang langeland las lav lave ledelse leder lejre lemv lette leverandoer levere ligeledes ligesom ligge
lignende limfjord listen loebe loebende loen loese loesning lokal lokale lokalplan lolland lov lovforslag
lovgive lufthavn luftkvalitet lukke lykkes lyngby lys maa maade maal maalgruppe maalrette maaned maessig maj
mange mangel mangle mariagerfjord marked marts medarbejder meddele medfinansiere medfoere medlem melde mere mest
middel middelfart midlertidig midtfyn miljoe mindre mindst minimum minister ministerium mio misbrug ml mm model
modtage modtager moede moelle morgen morsoe mortensen mulighed museum musik mv myndighed naa naer naere naeste
naestformand naestved naevne national natur nedbringe nedsaette net ni niveau noedvendig noegle nord norddjur
nordfyn nordjylland nordjysk north november nummer nuvaerende ny nyborg nyt odder oden odsherred oe oeg oege
oekonomi oekonomiaftale oekonomiforhandle oekonomisk oekonomiudvalg oenske oevelse oevrig oktober omfatte
omkring omraade omsaette omstille opbakke opdatere opgave opgoere oplaeg opleve oplyse opmaerksom opmaerksomhed
oprette optag ordinaer ordning organisation organisere orientere overblik overenskomst overgang overgangsperiode
overordne oversigt overskud oversvoemme overtage overveje paavirke parkere part partnerskab passe pct pege penge
per periode person persondata pkt placere plads plan planlaegge pleje plejehjem plejerske politisk portal
positiv potentiale pr praesentere praksis praktik praktikplads praktisk primaer prioritere pris privat procent
proces proeve prognose program projekt psykiatri pulje punkt raad raadgiver raadighed raekke ramme rammesaette
rand rapport rebild referat reform regel regere regi region regional regne regnskab rehabilitere rekruttere
relevant renovere repraesentant ressource rest resultat resultatkontrakt ret retning revision ringkoebing
ringsted risiko roedovr roskild rudersdal rund rute saerlig saette sag samarbejde samfund samle samlede samme
sammen sammenhaeng sammenligne samsoe samtale samtidig sat se sekretariat seks selskab sen sende senest
september service serviceramme set siden sidst sikkerhed sikre sikring silkeborg skabe skanderborg skat ske
skema skiftet skive skjern skole skolechef skovrejsning skrive skylde slag smaa social socialomraade
socialtilsyn soege soenderborg sol solcelle solroed sommer sommerferie soroe sortere sosu special specialisere
spildevand spoerge spoergeskema spoergsmaal spor sprog staa staerk stat statistik statslig status sted stemme
stevn stige stigende stigning stille stilling stoej stoette stor strategi strategisk stroem struer struktur
styre styregruppe styrelse styrke sundhed sundhedsdirektoer sundhedsomraade sundhedsraad sundhedsreform
sundhedsstruktur sundhedsudvalg sundhedsvaesen svar svare svendborg svendsen syddjur syge sygedagpenge sygehus
sygepleje sygeplejerske system syv taarbaek taarnby taastrup taenke taet tage takst takstmodel tal tale
tandpleje teater tema temadroefte thisted ti tid tidlig tidligere tilbage tilbud tilbyde tilfaelde tilflytte
tillaeg tillid tilpasse tilskud tilsyn tiltag tiltraede time to toender toft tog togdrift tolkning traeffe
traekke trafik transport tre tredje trin tunnel turisme tvaer tvaerkommunal tvaers tydelig udarbejde udbud
uddanne uddannelsesomraade uden udfordre udgang udgangspunkt udgift udgoere udkast udlaendingestyrelse udligning
udloebe udmoente udpege udsat udsende udvalg udvikle udviklingsplan uge ukrain undersoege understoette undervise
ung ungdomsuddanne ungeraad universitet vaek vaekst vaelge vaerk vagt valg valgperiode vallensbaek vand
vandloebe varde varetage varme vedlaegge vedligeholde vedr vej vejle vejlede vejnet velfaerd vente
vesthimmerland via viborg viden videre vigtig vigtighed vilkaar vind vindmoelle virksomhed vise vision voks
voksen vordingborg vurdere ydelse yderlig
"""
COMMON = frozenset(_COMMON_WORDS.split())


def are_common(first: str, second: str) -> bool:
    """Whether items that have the two words one after the other have a lexeme for it."""
    return first in COMMON and second in COMMON


def pair_lexeme(first: str, second: str) -> str:
    """The lexeme of a word and the word after it; the second may be a part of a compound, with PART before it."""
    return f"{_PAIR}{first}{_BETWEEN}{second}"


def pair_lexemes(words: Mapping[int, Iterable[str]]) -> Iterator[str]:
    """The lexemes of every two common words that follow one another, of the lexemes at each position of a text."""
    for position, firsts in words.items():
        for first, second in product(firsts, words.get(position + 1, ())):
            if first in COMMON and second.removeprefix(PART) in COMMON:
                yield pair_lexeme(first, second)
