import { type Awkward, coded, filed, plain, write } from './kit.js'

export const CHARSETS: Awkward[] = [
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
