import { describe, expect, it } from 'vitest'
import { chooseFiles } from '../../../src/domain/mail-in/choose-files.js'

describe('files', () => {
  const part = (fileName: string | null, contentType: string, given = {}) => ({
    ...{ fileName, contentType, size: 10, isText: false, ...given },
  })
  it('are taken as what they are, invitations as text, and others named', () => {
    expect(
      chooseFiles([
        part('a.pdf', 'application/pdf'),
        part('../b.png', 'application/octet-stream'),
        part(null, 'image/png'),
        part(null, 'text/calendar', { isText: true }),
        part('mail.eml', 'message/rfc822', { isText: true }),
        part('winmail.dat', 'application/ms-tnef'),
        part(null, 'application/x-thing'),
        part('old.txt.html', 'text/html'),
        part('empty.pdf', 'application/pdf', { size: 0 }),
        part(`${'x'.repeat(300)}.pdf`, 'application/pdf'),
      ]),
    ).toEqual({
      taken: [
        { index: 0, fileName: 'a.pdf', contentType: 'application/pdf' },
        { index: 1, fileName: 'b.png', contentType: 'image/png' },
        { index: 2, fileName: 'part-3.png', contentType: 'image/png' },
        { index: 3, fileName: 'part-4.ics.txt', contentType: 'text/plain' },
        { index: 4, fileName: 'mail.eml.txt', contentType: 'text/plain' },
        {
          index: 9,
          fileName: expect.stringMatching(/^x+….*\.pdf$/),
          contentType: 'application/pdf',
        },
      ],
      left: ['winmail.dat', 'part-7.bin', 'old.txt.html', 'empty.pdf'],
    })
    expect(chooseFiles([part('a.pdf', 'application/pdf')], 0).left).toEqual(['a.pdf'])
  })
})
