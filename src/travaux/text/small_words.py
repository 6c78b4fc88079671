"""Small words, and endings of words, that say nothing of a subject: lists, language by language."""

from typing import Final

SMALL_WORDS: Final = """
a an the and or nor but if then than that this these those there here it its itself he she they
them their theirs we our us you your i my me who whom whose which what when where why how of to
in on at by for from with without into onto over under upon about between among through during
before after above below as so such no not only own same too very can could may might must shall
should will would do does did done be been being is are was were am has have had having all any
both each few more most other others some one also just even still yet however because since
while until although though per via et al ie eg
le la les l un une des du de d et ou ni mais si que qui quoi dont ce cet cette ces c il elle ils
elles on nous vous je tu se s sa son ses leur leurs notre nos votre vos au aux en dans par pour
sur sous avec sans entre vers chez est sont etait etaient ete etre a ont avait ayant avoir doit
devrait devraient peut pourrait ne pas plus moins tres tout toute tous toutes aussi comme y n qu
lorsque afin ainsi
el los las una unos unas y o u e pero que quien cual cuyo donde cuando como este esta estos
estas ese esa esos esas aquel su sus lo les nos mi tu se al del con sin por para sobre bajo
entre hasta desde hacia es son era eran fue fueron ser sido estar estan ha han habia haber debe
deben deberia deberian puede pueden podria podrian no mas menos muy todo toda todos todas
tambien asi ya
и или но а же бы ли не ни что чтобы как так это этот эта эти этого этой этих тот та те того той
тех он она они оно его ее их им ему ей мы нас нам вы вас вам я мой свой своя свои своих в во на
с со к ко у о об от до из за по под над при для без между через после перед есть был была были
было быть будет будут может могут должен должна должны должно следует также то все всех всем
который которая которые которых которого если когда где
في من الى إلى على عن مع أو او و ثم أن ان إن لا لم لن ما ليس هذا هذه ذلك تلك هو هي هم هن كان كانت
يكون تكون قد كل بعض أي اي التي الذي الذين بين عند حتى كما لكن غير يجب ينبغي ولا وان وأن
der die das und oder ist sind ein eine einer eines dem den des im in zu mit von auf nicht
"""
"""Of English, French, Spanish, Russian, Arabic and German, in this order."""

LATIN_ENDINGS: Final = """
ations ation ating ated ates ate ments ment ingly ings ing edly ied ies ier iest ness nesses
ities ity ively ive ives ously ous ally als al ables able ibles ible ably ances ance ences ence
ants ant ents ent ors or ers er eries ery ions ion isms ism ists ist izations ization izing ized
izes ize ising ised ises ise ly ed es ths th s e y aciones acion adores adoras ador adora
amiento amientos imiento imientos ados ado adas ada idos ido idas ida ando iendo aron ieron aban
aba idades idad mente os as o a ar ir issements issement ements ement euses euse eurs eur ifs if
iques ique ees ee aux ales elles elle els el it ait aient era eront
"""
"""Of English, Spanish and French, without accents."""

CYRILLIC_ENDINGS: Final = """
иями ями ами ией иям ием иях ях ах ов ев ей ой ий ый ая яя ое ее ые ие их ых ого его ому ему ым
им ую юю ию ия ии ть ться тся ет ют ит ат ят ла ло ли ны на но ен ения ение ению ением ений ости
ость остью ований ование ования ованию а я о е и ы у ю ь й
"""

ARABIC_HEADS: Final = ("وبال", "وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل")
ARABIC_ENDINGS: Final = ("ات", "ون", "ين", "ان", "يه", "ها", "هم", "ه", "ي", "ا")
