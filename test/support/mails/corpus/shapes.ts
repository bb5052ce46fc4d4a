import { type Awkward, base64, coded, filed, mixed, nest, plain, text, wrap, write } from './kit.js'

export const SHAPES: Awkward[] = [
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
