import { type Awkward, calendar, filed, lines, mixed, PNG, part, text } from './kit.js'

export const FILES: Awkward[] = [
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
