import { type Awkward, cut, lines, plain, text, write } from './kit.js'

export const MACHINES: Awkward[] = [
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
