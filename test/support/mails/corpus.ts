/** What must become of a mail. */
export interface Fate {
  status: 'filed' | 'queued' | 'cut' | 'failed'
  why?: string
  /** Of the ticket, or of the message. */
  has?: string | RegExp
  hasNot?: string | RegExp
  title?: string
  /** Names of its files. */
  files?: string[]
}

export interface Awkward {
  name: string
  /** As it is sent; `{…}` are filled in: `from` is a new requester each. */
  raw: string | Buffer
  fate: Fate
  /** The envelope's, where it is not that of the header; empty: of nobody. */
  sender?: string
  /** It is an answer to a ticket of its sender's. */
  isAnswer?: true
}

const lines = (...all: string[]) => all.join('\r\n')
const base64 = (bytes: Buffer | string) =>
  Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n')
const HEADS = lines(
  'From: Ann <{from}>',
  'To: {to}',
  'Date: Mon, 23 Nov 2026 10:00:00 +0000',
  'MIME-Version: 1.0',
)
let n = 0
const write = (headers: string[], body: string, id: string | null = `<m${++n}@{host}>`) =>
  lines(HEADS, ...(id === null ? [] : [`Message-ID: ${id}`]), ...headers, '', body)
const plain = (subject: string, body: string, ...more: string[]) =>
  write([`Subject: ${subject}`, 'Content-Type: text/plain; charset=utf-8', ...more], body)
const coded = (charset: string, bytes: Buffer) =>
  write(
    [
      'Subject: Charset',
      `Content-Type: text/plain; charset=${charset}`,
      'Content-Transfer-Encoding: base64',
    ],
    base64(bytes),
  )
const mixed = (subject: string, ...parts: string[]) =>
  write(
    [`Subject: ${subject}`, 'Content-Type: multipart/mixed; boundary="b"'],
    lines('preamble', ...parts.map((part) => `--b\r\n${part}`), '--b--', ''),
  )
const text = (body: string) => lines('Content-Type: text/plain; charset=utf-8', '', body)
const html = (subject: string, body: string) =>
  write([`Subject: ${subject}`, 'Content-Type: text/html; charset=utf-8'], body)
const part = (type: string, name: string, bytes: Buffer | string, disposition = 'attachment') =>
  lines(
    `Content-Type: ${type}; name="${name}"`,
    `Content-Disposition: ${disposition}; filename="${name}"`,
    'Content-ID: <pic@x>',
    'Content-Transfer-Encoding: base64',
    '',
    base64(bytes),
  )
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const nest = (depth: number): string =>
  depth === 0
    ? text('deep')
    : lines(
        `Content-Type: multipart/mixed; boundary="n${depth}"`,
        '',
        `--n${depth}`,
        nest(depth - 1),
        `--n${depth}--`,
        '',
      )
const wrap = (depth: number): string =>
  depth === 0
    ? lines('Subject: inner', '', 'inner')
    : lines('Content-Type: message/rfc822', '', wrap(depth - 1))
const calendar = lines(
  'BEGIN:VCALENDAR',
  'METHOD:REQUEST',
  'BEGIN:VEVENT',
  'SUMMARY:Meeting',
  'END:VEVENT',
  'END:VCALENDAR',
)
const filed = (has?: Fate['has'], more: Partial<Fate> = {}): Fate => ({
  status: 'filed',
  ...(has === undefined ? {} : { has }),
  ...more,
})
const cut = (why: string): Fate => ({ status: 'cut', why })

const CHARSETS: Awkward[] = [
  {
    name: 'Latin 1',
    raw: coded('iso-8859-1', Buffer.from('Grüße', 'latin1')),
    fate: filed('Grüße'),
  },
  {
    name: 'Windows 1252',
    raw: coded('windows-1252', Buffer.from([0x80, 0x20, 0x93, 0x78, 0x94])),
    fate: filed('€ “x”'),
  },
  { name: 'UTF-16', raw: coded('utf-16le', Buffer.from('Grüße', 'utf16le')), fate: filed('Grüße') },
  {
    name: 'Shift-JIS',
    raw: coded('shift_jis', Buffer.from([0x83, 0x65, 0x83, 0x58, 0x83, 0x67])),
    fate: filed('テスト'),
  },
  {
    name: 'ISO-2022-JP',
    raw: coded('iso-2022-jp', Buffer.from('\x1b$B%F%9%H\x1b(B', 'latin1')),
    fate: filed('テスト'),
  },
  {
    name: 'KOI8-R',
    raw: coded('koi8-r', Buffer.from([0xf4, 0xc5, 0xd3, 0xd4])),
    fate: filed('Тест'),
  },
  {
    name: 'GB18030',
    raw: coded('gb18030', Buffer.from([0xb2, 0xe2, 0xca, 0xd4])),
    fate: filed('测试'),
  },
  {
    name: 'a charset that nobody knows',
    raw: coded('x-none', Buffer.from('plain')),
    fate: filed('plain'),
  },
  {
    name: 'bytes that are no UTF-8',
    raw: coded('utf-8', Buffer.from([0x61, 0xff, 0x62])),
    fate: filed(/a.b/),
  },
  {
    name: 'bare eight bits without a charset',
    raw: Buffer.from(write(['Subject: Eight'], 'Gr\u00fc\u00dfe'), 'latin1'),
    fate: filed(/Gr/),
  },
  {
    name: 'a subject in encoded words',
    raw: plain('=?iso-8859-1?Q?Gr=FC=DFe?= =?utf-8?B?8J+Yig==?=', 'x'),
    fate: filed('x', { title: 'Grüße😊' }),
  },
  {
    name: 'a subject that lies of its encoding',
    raw: plain('=?utf-9?Q?x?=', 'y'),
    fate: filed('y'),
  },
  {
    name: 'quoted-printable with soft ends',
    raw: write(
      [
        'Subject: QP',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: quoted-printable',
      ],
      'Gr=C3=BC=\r\n=C3=9Fe=3D',
    ),
    fate: filed('Grüße='),
  },
  {
    name: 'text that flows',
    raw: write(
      ['Subject: Flowed', 'Content-Type: text/plain; charset=utf-8; format=flowed'],
      'one \r\ntwo',
    ),
    fate: filed('one two'),
  },
]

const SHAPES: Awkward[] = [
  { name: 'no subject', raw: write([], 'words'), fate: filed('words', { title: '(no subject)' }) },
  { name: 'no text', raw: plain('Only a subject', ''), fate: filed('(no text)') },
  { name: 'no Message-ID', raw: write(['Subject: Nameless'], 'words', null), fate: filed('words') },
  {
    name: 'a long subject',
    raw: plain('x'.repeat(900), 'words'),
    fate: filed('words', { title: `${'x'.repeat(199)}…` }),
  },
  {
    name: 'a subject that would be a header',
    raw: plain('=?utf-8?Q?a=0D=0ABcc:_x@example.org?=', 'words'),
    fate: filed('words', { title: 'a Bcc: x@example.org' }),
  },
  {
    name: 'bare line feeds',
    raw: plain('Feeds', 'one\ntwo').replaceAll('\r\n', '\n'),
    fate: filed('one\ntwo'),
  },
  {
    name: 'a very long text',
    raw: plain('Long', `${'word '.repeat(16)}\r\n`.repeat(1_500)),
    fate: filed('the whole text is attached', { files: ['mail.txt'] }),
  },
  {
    name: 'a line of 100,000 characters',
    raw: write(
      [
        'Subject: Line',
        'Content-Transfer-Encoding: base64',
        'Content-Type: text/plain; charset=utf-8',
      ],
      base64('x'.repeat(60_000)),
    ),
    fate: filed(/x{1000}/),
  },
  {
    name: 'NULs and marks that turn writing',
    raw: coded('utf-8', Buffer.from('a\0b\u202ec')),
    fate: filed('abc'),
  },
  {
    name: 'a card number',
    raw: plain('Card', 'mine is 4111 1111 1111 1111'),
    fate: filed('[card number removed]', { hasNot: '4111' }),
  },
  {
    name: 'a boundary that never comes',
    raw: write(['Subject: Lost', 'Content-Type: multipart/mixed; boundary="z"'], 'nothing'),
    fate: filed(),
  },
  {
    name: 'a boundary that never ends',
    raw: write(
      ['Subject: Open', 'Content-Type: multipart/mixed; boundary="z"'],
      `--z\r\n${text('words')}`,
    ),
    fate: filed('words'),
  },
  {
    name: 'parts 60 deep',
    raw: write(['Subject: Deep'], '').replace(
      'MIME-Version: 1.0',
      `MIME-Version: 1.0\r\n${nest(60)}`,
    ),
    fate: filed(),
  },
  { name: 'mails 40 deep', raw: mixed('Nested', text('outer'), wrap(40)), fate: filed('outer') },
  {
    name: '2,000 parts',
    raw: mixed('Parts', ...Array.from({ length: 2_000 }, () => text('x'))),
    fate: { status: 'failed', why: 'unreadable' },
  },
  {
    name: '1,000 recipients',
    raw: plain('Many', 'words').replace(
      'To: {to}',
      `To: ${Array.from({ length: 1_000 }, (_, i) => `p${i}@example.org`).join(',\r\n ')}`,
    ),
    fate: filed('words'),
  },
  {
    name: '300 references',
    raw: plain(
      'Thread',
      'words',
      `References: ${Array.from({ length: 300 }, (_, i) => `<r${i}@example.org>`).join('\r\n ')}`,
    ),
    fate: filed('words'),
  },
]

const PAGES: Awkward[] = [
  {
    name: 'HTML alone',
    raw: html('Page', '<p>Hello <b>there</b></p><script>alert(1)</script>'),
    fate: filed('Hello there', { hasNot: /alert|<b>/ }),
  },
  {
    name: 'HTML with handlers and data',
    raw: html(
      'Page',
      '<img src=x onerror=alert(1)><a href="javascript:alert(2)">go</a><iframe srcdoc="x"></iframe>words',
    ),
    fate: filed('words', { hasNot: /onerror|<iframe|<img/ }),
  },
  {
    name: 'HTML in an alternative of one',
    raw: write(
      ['Subject: Alone', 'Content-Type: multipart/alternative; boundary="b"'],
      lines('--b', 'Content-Type: text/html; charset=utf-8', '', '<div>only a page</div>', '--b--'),
    ),
    fate: filed('only a page'),
  },
  {
    name: 'HTML beside text',
    raw: write(
      ['Subject: Both', 'Content-Type: multipart/alternative; boundary="b"'],
      lines(
        '--b',
        text('the text'),
        '--b',
        'Content-Type: text/html',
        '',
        '<p>the page</p>',
        '--b--',
      ),
    ),
    fate: filed('the text', { hasNot: 'the page' }),
  },
  {
    name: 'HTML that is nested 5,000 deep',
    raw: html('Deep', `${'<div>'.repeat(5_000)}words${'</div>'.repeat(5_000)}`),
    fate: filed(),
  },
  {
    name: 'a picture in the text',
    raw: write(
      ['Subject: Inline', 'Content-Type: multipart/related; boundary="b"'],
      lines(
        '--b',
        'Content-Type: text/html',
        '',
        '<p>look</p><img src="cid:pic@x">',
        '--b',
        part('image/png', 'pic.png', PNG, 'inline'),
        '--b--',
      ),
    ),
    fate: filed('look', { files: ['pic.png'] }),
  },
]

const FILES: Awkward[] = [
  {
    name: 'a picture',
    raw: mixed('Picture', text('see'), part('image/png', 'a.png', PNG)),
    fate: filed('see', { files: ['a.png'] }),
  },
  {
    name: 'a path as a name',
    raw: mixed('Path', text('see'), part('image/png', '../../etc/a.png', PNG)),
    fate: filed('see', { files: ['a.png'] }),
  },
  {
    name: 'a program',
    raw: mixed('Program', text('see'), part('application/x-msdownload', 'a.exe', 'MZ')),
    fate: filed('[not taken: a.exe]', { files: [] }),
  },
  {
    name: 'TNEF',
    raw: mixed(
      'Outlook',
      text('see'),
      part('application/ms-tnef', 'winmail.dat', Buffer.from([0x78, 0x9f, 0x3e, 0x22])),
    ),
    fate: filed('[not taken: winmail.dat]', { files: [] }),
  },
  {
    name: 'an invitation',
    raw: mixed('Invitation', text('see'), part('text/calendar', 'invite.ics', calendar)),
    fate: filed('see', { files: ['invite.ics.txt'] }),
  },
  {
    name: 'a mail that was attached',
    raw: mixed(
      'Attached',
      text('see'),
      lines(
        'Content-Type: message/rfc822; name="m.eml"',
        'Content-Disposition: attachment; filename="m.eml"',
        '',
        'Subject: inner',
        '',
        'inner words',
      ),
    ),
    fate: filed('see', { files: ['m.eml.txt'] }),
  },
  {
    name: '30 files',
    raw: mixed(
      'Files',
      text('see'),
      ...Array.from({ length: 30 }, (_, i) => part('text/plain', `f${i}.txt`, `${i}`)),
    ),
    fate: filed(/not taken: f20\.txt/),
  },
  {
    name: 'a file that is empty',
    raw: mixed('Empty', text('see'), part('application/pdf', 'e.pdf', '')),
    fate: filed('[not taken: e.pdf]', { files: [] }),
  },
]

const MACHINES: Awkward[] = [
  {
    name: 'an absence notice',
    raw: plain('Away', 'x', 'Auto-Submitted: auto-replied'),
    fate: cut('auto_submitted'),
  },
  { name: 'a list', raw: plain('News', 'x', 'List-Id: <news.example.org>'), fate: cut('bulk') },
  { name: 'bulk', raw: plain('News', 'x', 'Precedence: bulk'), fate: cut('bulk') },
  { name: 'a bounce of nobody', raw: plain('Undelivered', 'x'), sender: '', fate: cut('bounce') },
  {
    name: 'a bounce by its content',
    raw: write(
      [
        'Subject: Undelivered',
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      ],
      lines(
        '--b',
        text('failed'),
        '--b',
        'Content-Type: message/delivery-status',
        '',
        'Status: 5.1.1',
        '--b--',
      ),
    ),
    fate: cut('bounce'),
  },
  {
    name: 'a receipt',
    raw: write(
      [
        'Subject: Read',
        'Content-Type: multipart/report; report-type=disposition-notification; boundary="b"',
      ],
      lines('--b', text('read'), '--b--'),
    ),
    fate: cut('auto_submitted'),
  },
  {
    name: 'a mail of ours',
    raw: write(['Subject: Loop'], 'x', '<01900000-0000-7000-8000-000000000001@perdure>'),
    fate: cut('loop'),
  },
  {
    name: 'one that went round',
    raw: plain('Round', 'x', ...Array.from({ length: 60 }, () => 'Received: from a by b')),
    fate: cut('loop'),
  },
]

const STRANGERS: Awkward[] = [
  {
    name: 'somebody unknown',
    raw: plain('Hello', 'x').replace('{from}', 'stranger@example.org'),
    fate: { status: 'queued', why: 'unknown_sender' },
  },
  {
    name: 'no sender',
    raw: plain('Hello', 'nobody').replace('From: Ann <{from}>\r\n', ''),
    fate: { status: 'queued', why: 'no_sender' },
  },
  {
    name: 'two senders',
    raw: plain('Hello', 'two').replace('From: Ann <{from}>', 'From: {from}, other@example.org'),
    fate: { status: 'queued', why: 'no_sender' },
  },
  {
    name: 'two lines of senders',
    raw: plain('Hello', 'two').replace(
      'From: Ann <{from}>',
      'From: other@example.org\r\nFrom: {from}',
    ),
    fate: { status: 'queued', why: 'no_sender' },
  },
  {
    name: 'a line of two senders',
    raw: plain('Hello', 'two').replace('From: Ann <{from}>', 'From: <{from}> <other@example.org>'),
    fate: { status: 'queued', why: 'no_sender' },
  },
  {
    name: 'a sender with another in quotes',
    raw: plain('Hello', 'one').replace('Ann <{from}>', '"Ann <other@example.org>" <{from}>'),
    fate: filed('one'),
  },
  {
    name: 'NULs in its head',
    raw: write(
      ['Subject: =?utf-8?q?a=00b?=', 'References: <a\0b@x>'],
      'with NULs',
      '<a\0b@x>',
    ).replace('Ann <', '=?utf-8?q?A=00nn?= <'),
    fate: filed('with NULs'),
  },
  {
    name: 'a domain that disowns it, by the second program of the relay',
    raw: plain(
      'Hello',
      'x',
      'Authentication-Results: mx; dkim=pass',
      'Authentication-Results: mx; dmarc=fail',
    ),
    fate: { status: 'queued', why: 'forged' },
  },
  {
    name: 'a domain that disowns it',
    raw: plain('Hello', 'x', 'Authentication-Results: mx; dmarc=fail'),
    fate: { status: 'queued', why: 'forged' },
  },
  {
    name: 'a forged reference',
    raw: plain('Re: x', 'let me in', 'References: <ticket-{foreign}@perdure>'),
    fate: { status: 'queued', why: 'not_participant' },
  },
  {
    name: 'a forged number',
    raw: plain('Re: [{number}] x', 'let me in'),
    fate: { status: 'queued', why: 'not_participant' },
  },
  { name: 'a number of no ticket', raw: plain('[T-99999] x', 'words'), fate: filed('words') },
]

const ANSWERS: Awkward[] = [
  {
    name: 'an answer by its thread',
    raw: plain(
      'Re: x',
      'Yes.\r\n\r\nOn 1 May 2026, Bob wrote:\r\n> Is it?',
      'In-Reply-To: <ticket-{own}@perdure>',
    ),
    isAnswer: true,
    fate: filed('Yes.\n\n[2 quoted lines folded]', { hasNot: 'Is it?' }),
  },
  {
    name: 'an answer by its number',
    raw: plain('AW: [{ownNumber}] x', 'Ja.'),
    isAnswer: true,
    fate: filed('Ja.'),
  },
  {
    name: 'an answer with a picture',
    raw: mixed('Re: [{ownNumber}]', text('this one'), part('image/png', 'b.png', PNG)),
    isAnswer: true,
    fate: filed('this one', { files: ['b.png'] }),
  },
]

export const CORPUS: readonly Awkward[] = [
  ...CHARSETS,
  ...SHAPES,
  ...PAGES,
  ...FILES,
  ...MACHINES,
  ...STRANGERS,
  ...ANSWERS,
]
