"""Which words stand in compounds and which do not, where the dictionary does not tell: chosen by hand."""

from meetings.danish.word_files import word_set

# Of which places are mostly named (*Silkeborg*): with a capital a compound of them is a name, if the dictionary has it
# not as a word.
PLACES = word_set(
    """
    berg bjerg borg bro bæk dal fjord gård havn holm høj krog kær lund mark skov strand sund torp vang vig ø
    """
)

# In letters: parts that the dictionary need not name one by one.
SHORTEST_PART = 4
# Of verbs that the dictionary has no compound with: *virksomheds|overdrage*.
SHORTEST_LAST_VERB = 7
# Prefixes change a word's meaning, and are no part to find the word by.
PREFIXES = word_set(
    """
    ad af alle an bag be beg bi bort dobbelt efter eller ens er fler flere for foran forbi fore fort forud fra frem
    dis gen gennem halv hel hele hen hid hinanden hver hvor igen ikke imod in ind indad inden isen jævn kon med
    medens meget mellem mere midt mis mod ned neden nej nær om omkring op oppe over overens på præ re sam sammen samt
    selv sådan sær til tilbage trans u ud udad uden under van ved vel videre vis
    """
)

# Endings and verbs that happen to be words: *fælles|skab*, *del|tager*.
NO_LAST_PARTS = word_set(
    """
    artig arts bar dele dom drage dreng dygtig else ende ener ens erne este fuld giver gribe hed holde hård
    ikter inde ing inger isme iske ister komme lede lig lige ligt ling lister løs mest mester nings ordne ordnet rede
    reder rende rig ring ringe rings samt sende sig skab sled som stede stik still stille stilling stillinger
    sætte sættelse tage tager ting tinge tægt vis være værende været ælling
    """
)

# Base forms that a last part is never of; where it looks so, it is a form of another word: *vindmøller* of *mølle*.
NO_LAST_BASES = word_set("møller")

# Parts that the dictionary does not know to begin compounds, or too few of them to tell.
EXTRA_FIRST_PARTS = word_set(
    """
    akt app bio cyber dam el eng fremme fælles hal kaj kor kro køb lån nat nær ski sko special sti tur unge velfærds
    ældre æg år
    """
)

# First parts that do not stand inside a compound: *klient|el|isme*.
NO_MIDDLE_PARTS = word_set("el")

# Words that could be split, but that no reader takes for compounds.
NOT_COMPOUNDS = word_set(
    """
    alternativ begynder beretning bestand biograf biografi biografisk biologi biologisk bionik blandt borgerlig
    borgmester central dagsorden dagældende dampen demografi demografisk demokrati eksempel eksempelvis elleve
    ellever elskov engpiber enkelthed forening fortælling fritid frivillig generation generator gennemsnit halvårlig
    handling hjemmel hovedstad højskole kampagne kandidat kendetegne kilometer klosteret konkret konkurs kontrakt
    korrelation korrelativ korrespondent korrespondere korsoraner kulør landbrug landbrugs landskab lejlighed
    makroskopisk mandag mandat mangfoldig materiale medlem menneske middel ministerium måneder nedlægge netop netværk
    nuværende ordinær orientering parterne planet planlægge planlægning platform politiker praksis problem program
    prospekt rapportering regional regulering renovation resultat sandsynlig sandsynliggøre selskab september
    situation sognefoged spørgsmål stadion stereoskopisk stilighed stilist stillads stilling studium supervision
    sygdom system teleskopisk turpas sædvanlig talerør tandem tematik tidspunkt tilsyn totalitet transport tydelig
    udvalg vejlede vejledende vejleder vejledning veteran yderlig yderligere ældre
    """
)
