/**
 * What the passwords that leaks have most often are made of, in small letters: one of these, written once or again, with
 * digits, signs and rows of keys around it, is what guessers try first. Published counts of leaked passwords agree on them;
 * those of twelve characters and more hardly ever have anything else in them.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `password passwort passwords passwd pass passw motdepasse contrasena senha parol parola wachtwoord haslo salasana losenord
  secret geheim letmein letmeinnow welcome willkommen bienvenue changeme changeit default temppassword newpassword mypassword
  yourpassword nopassword opensesame administrator admin root user guest test testing tester demo sample example login master
  access freeaccess access14 system server service support helpdesk helpdesks perdure computer internet website office
  windows microsoft google facebook instagram twitter youtube linkedin amazon yahoo hotmail gmail samsung nokia iphone apple
  android sonyericsson motorola blackberry playstation nintendo xbox minecraft roblox fortnite runescape starcraft warcraft
  counterstrike callofduty halflife finalfantasy assassin pokemon pikachu charmander naruto sasuke itachi dragonball dragonballz
  goku sailormoon sonic mario luigi zelda tetris lineage metallica nirvana slipknot ironmaiden linkinpark korn eminem tupac
  tupacshakur beatles thebeatles queen acdc rammstein depechemode evanescence greenday blink systemofadown guitarhero gunsnroses
  deeppurple ledzeppelin pinkfloyd megadeth pantera michaeljackson justinbieber hannahmontana onedirection
  iloveyou iloveu ilove ihateyou loveme loveyou lovely lover loveforever foreverlove lovelove love amor amour liebe
  jesus jesuschrist jesuslovesme jesusislord jesussaves christ christian god godisgood godisgreat ingodwetrust allah allahuakbar
  angel angels heaven devil lucifer satan faith blessed blessing hope grace trinity heavenly church prayer saviour
  trustno trustnoone superman batman spiderman ironman wonderwoman catwoman captain avengers marvel joker hulk wolverine starwars
  darthvader jedimaster jediknight skywalker startrek matrix neo terminator predator transformers harrypotter hermione gandalf
  lordoftherings lotr frodo hobbit shrek nemo simba mickey mickeymouse minnie minniemouse donaldduck disney disneyland snoopy
  garfield scooby scoobydoo spongebob simpsons thesimpsons bartsimpson homer southpark tinkerbell hellokitty winniethepooh tigger
  barbie princess prince queenie king kingkong lady ladybug babygirl babyboy baby babe daddy daddysgirl mommy mother motherfucker
  father sister brother brotherhood family friend friends friendship bestfriend girlfriend boyfriend girl girls boy boys
  football footballer soccer baseball basketball volleyball softball hockey tennis golf golfer cricket rugby wrestling snowboard
  skateboard skateboarding swimming running fishing flyfishing hunting hunter racing ferrari porsche mercedes mustang corvette
  camaro chevrolet chevy ford toyota honda yamaha suzuki kawasaki harley harleydavidson volkswagen audi bmw lamborghini astonmartin
  jaguar nissan mitsubishi subaru peugeot renault citroen motorcycle
  liverpool liverpoolfc manchester manchesterunited manunited arsenal chelsea chelseafc everton tottenham leedsunited newcastle
  sunderland westham rangers celtic barcelona fcbarcelona realmadrid juventus intermilan acmilan bayern dortmund ajax galatasaray
  fenerbahce besiktas benfica sporting porto boca riverplate flamengo corinthians palmeiras ronaldo ronaldinho messi beckham
  neymar zidane rooney gerrard torres jordan michaeljordan kobe kobebryant lebron lakers celtics bulls yankees redsox cubs giants
  cowboys steelers packers patriots raiders eagles broncos dolphins bears lions tigers panthers falcons ravens jets saints
  chargers vikings redskins dodgers rangers rockets warriors
  monkey dragon tiger lion eagle falcon hawk phoenix wolf wolves panther leopard bear horse horses pony unicorn dog doggy doggie
  puppy cat cats kitty kitten chicken turtle shark dolphin rabbit bunny butterfly butterflies spider snake cobra viper scorpion
  elephant penguin buffalo bulldog rottweiler labrador hamster mouse
  sunshine sunflower sunflowers summer winter spring autumn flower flowers rainbow rainbows star stars moonlight moon sunny shadow
  thunder lightning storm hurricane snowflake ocean beach island forest mountain river diamond diamonds crystal silver gold golden
  black white purple orange yellow green blue pink red bluesky blackcat blackwhite
  cookie cookies cookiemonster chocolate chocolates cheese cheesecake cheeseburger banana bananas apple apples strawberry cherry
  peaches peanut peanutbutter pumpkin pepper peppermint coffee cocacola coke pepsi beer budweiser heineken whiskey vodka tequila
  jackdaniels candy sugar honey butter sweet sweetie sweetheart sweety sweets sexy hottie cutie cutiepie beautiful pretty gorgeous
  michael michelle jennifer jessica ashley amanda andrea andrew anthony alexander alexandra alexandre alejandro alejandra antonio
  benjamin brandon brittany caroline carolina catherine charles charlie charlotte chris christina christine christopher daniel
  daniela danielle david diana dominic edward elizabeth emily eric fernando francesco francisco frank gabriel gabriela george
  giovanni hannah heather isabella jackson jacob james jasmine jason jeremy johnny jonathan jordan joseph joshua justin
  katherine kevin kimberly kristina lauren laura leonardo linda lorenzo lucas madison maggie margaret maria mariana martin
  martina matthew maximilian maximus melissa miguel mohamed mohammed muhammad natalia natalie natasha nicholas nicolas nicole
  oliver olivia oscar pamela patricia patrick peter rachel rebecca ricardo richard robert roberto samantha samuel sandra
  sarah scarlett scott sebastian sergey sergio sophia sophie stephanie stephen steven susana taylor theresa thomas tiffany
  tyler valentina valeria vanessa veronica victor victoria vincent vladimir william willow xavier yolanda
  aleksandr aleksandra anastasia andrey artem dmitriy ekaterina evgeniy ivan marina nastya natalya nikita nikolay oleg olga
  pavel roman sasha svetlana tatyana vitaliy vladislav
  january february march april may june july august september october november december
  monday tuesday wednesday thursday friday saturday sunday weekend holiday birthday happybirthday christmas halloween easter
  newyear anniversary london paris berlin madrid roma milano moscow newyork newyorkcity losangeles california florida texas
  chicago boston sanfrancisco lasvegas washington philadelphia pittsburgh cleveland atlanta dallas houston denver phoenix seattle
  canada toronto england scotland ireland australia newzealand germany deutschland france espana italia italy brasil brazil
  mexico argentina colombia venezuela portugal russia ukraine turkey india pakistan indonesia philippines malaysia singapore
  vietnam thailand china japan america american unitedstates
  freedom liberty peace peaceful happy happiness smile smiley laughing lucky luckycharm forever foreveryoung forgetmenot
  remember nevergiveup neveragain neversaynever whatever whatthefuck everything something anything nothing nobody somebody
  killer ninja warrior warriors samurai pirate soldier sniper shooter ghost ghostrider vampire zombie magic magical wizard
  mystery dreamer dreams sweetdreams destiny fantasy hacker hack gamer gaming player playboy gangster gangsta thuglife hiphop
  reggae bobmarley marijuana blunt money moneymaker rich million millionaire billionaire business success successful winner
  champion champions victory power powerful powers rangers powerrangers strong strength hello helloworld hellothere goodmorning
  goodluck goodbye fuckyou fuckoff fuckme fuckthis fucker fuck bullshit shithead shit asshole bitch bitches pussy pussycat
  cocksucker dickhead bigdick blowjob sexsex sexygirl sexyboy porno pornography hardcore whore slut
  abracadabra abrakadabra unbelievable incredible impossible imagination information international engineering technology
  electronics supernatural independence independent constitution revolution civilization intelligence professional performance
  photography entertainment construction administration communication university chemistry mathematics motherlode
  qwerty qwertz azerty asdfgh zxcvbn qazwsx
  mailcreated leavemealone needforspeed residentevil nightcrawler mortalkombat jamesbond jamesbond007 cosmopolitan stratocaster
  iseedeadpeople thecakeisalie whosyourdaddy devilmaycry greenlantern satisfaction ticketmaster warhammer edwardcullen
  necronomicon punksnotdead passwordstandard websolutions websolution sonnenschein weihnachtsbaum weihnachten configuration
  chesterfield scandinavian ilovemyfamily lost lostandfound pornographic masturbation massimiliano vladimirovna avrillavigne
  morganstanley businessbabe newproject antananarivu minnesota stinkyfinger contortionist
  gfhjkm ghbdtn ghjcnj vfhbyf yfnfif fktrcfylh fktrcfylhf dkflbvbh cthutq fylhtq k.,jdm vfvf gfgf rhbcnbyf jrcfyf lbvf
  drowssap nimda terces`.split(/\s+/),
)
