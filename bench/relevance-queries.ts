/** What somebody types, and which articles they hope for: the first best, the others as well. */
export interface RelevanceQuery {
  kind: 'words' | 'typo' | 'beginning' | 'keyword' | 'german'
  q: string
  wanted: [best: string, ...others: string[]]
}

const words = (q: string, ...wanted: RelevanceQuery['wanted']): RelevanceQuery => ({
  ...{ kind: 'words', q, wanted },
})
const typo = (q: string, ...wanted: RelevanceQuery['wanted']): RelevanceQuery => ({
  ...{ kind: 'typo', q, wanted },
})
const beginning = (q: string, ...wanted: RelevanceQuery['wanted']): RelevanceQuery => ({
  ...{ kind: 'beginning', q, wanted },
})
const keyword = (q: string, ...wanted: RelevanceQuery['wanted']): RelevanceQuery => ({
  ...{ kind: 'keyword', q, wanted },
})
const german = (q: string, ...wanted: RelevanceQuery['wanted']): RelevanceQuery => ({
  ...{ kind: 'german', q, wanted },
})

export const RELEVANCE_QUERIES: RelevanceQuery[] = [
  words('forgot password', 'Reset a forgotten password'),
  words('vpn from home', 'Connect by VPN from home'),
  words('vpn error 809', 'VPN error 809 or time-out'),
  words('second monitor', 'Connect a second screen'),
  words('new laptop', 'Order a new laptop'),
  words('laptop stolen', 'Report a lost or stolen laptop'),
  words('paper jam', 'Clear a paper jam'),
  words('annual leave', 'Request annual leave'),
  words('out of office', 'Set an out-of-office reply'),
  words('restore deleted file', 'Restore a deleted file'),
  words('wifi guest', 'Wi-Fi for guests'),
  words('parking space', 'Reserve a parking space'),
  words('expense receipts', 'Submit an expense claim'),
  words('mailbox full', 'My mailbox is full'),
  words('correct an invoice', 'Correct an invoice'),
  words('meeting room screen does not work', "The room's screen shows nothing"),
  words('how to share a file with a customer', 'Share a file with somebody outside'),
  words('lift stuck', 'The lift is stuck'),
  words('two factor new phone', 'Move your authenticator to a new phone'),
  words('salary wrong', 'My salary is wrong or missing'),
  typo('pasword reset', 'Reset a forgotten password'),
  typo('pritner', 'Add a printer'),
  typo('calender share', 'Share my calendar with a colleague'),
  typo('phising mail', 'Recognise a phishing mail', 'I clicked a link in a phishing mail'),
  typo('recieve visitor', 'Receive a visitor'),
  typo('out of ofice', 'Set an out-of-office reply'),
  typo(
    'authentcator',
    'Move your authenticator to a new phone',
    'Set up two-factor authentication',
  ),
  typo('expence claim', 'Submit an expense claim'),
  typo('docking staton', 'The docking station is not recognised'),
  typo('benifits pension plan', 'Join the pension plan'),
  typo('certficate employment', 'Get a certificate of employment'),
  typo('micropone', 'My microphone does not work in meetings'),
  beginning('reset passw', 'Reset a forgotten password'),
  beginning('smart c', 'Reset the PIN of your smart card'),
  beginning('quaran', 'Release a mail from quarantine'),
  beginning('voicem', 'Check voicemail'),
  beginning('canteen ho', 'Canteen hours and payment'),
  beginning('parental le', 'Take parental leave'),
  beginning('book business tr', 'Book a business trip'),
  beginning('ergon', 'Ergonomic chair, desk or mouse'),
  keyword('MFA', 'Set up two-factor authentication'),
  keyword(
    'WLAN',
    'Connect to the office Wi-Fi',
    'Wi-Fi for guests',
    'WLAN im Büro',
    'WLAN für Gäste',
  ),
  keyword('notebook', 'Order a new laptop', 'Neuen Laptop bestellen'),
  keyword('IBAN', 'Change my bank account', 'Bankverbindung ändern'),
  keyword('elevator', 'The lift is stuck'),
  keyword('roaming', 'Use data abroad', 'Handy im Ausland nutzen'),
  keyword('per diem', 'What may I spend on meals?'),
  keyword('credit note', 'Correct an invoice'),
  keyword('rental car', 'Book a taxi or hire car'),
  keyword('GDPR', 'Handle personal data', 'A person asks what we know about them'),
  german('passwort vergessen', 'Passwort vergessen'),
  german('urlaub beantragen', 'Urlaub beantragen'),
  german('krankmelden', 'Krankmeldung'),
  german('drucker papierstau', 'Papierstau beheben'),
  german('laptop geht nicht an', 'Laptop startet nicht'),
  german('vpn homeoffice', 'VPN von zu Hause'),
  german('rechnung storno', 'Rechnung korrigieren'),
  german('gästewlan', 'WLAN für Gäste'),
  german('reisekosten', 'Reisekosten abrechnen'),
  german('bildschirm anschliessen', 'Zweiten Bildschirm anschließen'),
]
