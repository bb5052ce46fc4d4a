import { describe, expect, it } from 'vitest'
import type { FileTypeName } from '../../src/domain/attachment/file-types.js'
import { useInspection } from '../support/files/inspection.js'
import { link, office, relationships } from '../support/files/office.js'
import { withLinks, withSheet, withText } from '../support/files/office-parts.js'
import { picture } from '../support/files/pictures.js'
import { zip } from '../support/files/zip.js'

const inspect = useInspection()

const PDF = '%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'
const MP4 = Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isomiso2\0\0\0\x08free', 'latin1')
const MOV = Buffer.from('\0\0\0\x14ftypqt  \0\0\x02\0qt  \0\0\0\x08free', 'latin1')
const AVI = Buffer.from('RIFF\x20\0\0\0AVI LIST\x10\0\0\0hdrlavih', 'latin1')
const MKV = Buffer.from('1a45dfa38b4282886d6174726f736b61', 'hex')

describe('what is as it was said to be passes', () => {
  it.each<[FileTypeName, string, () => Buffer | string | Promise<Buffer>]>([
    ['pdf', 'a document', () => PDF],
    ['txt', 'plain text', () => 'Größe: 12 µm\r\n\tline two\n'],
    ['txt', 'a log with colours', () => '\x1b[31merror\x1b[0m disk full\n'],
    ['txt', 'an older encoding', () => Buffer.from('Gr\xf6\xdfe', 'latin1')],
    ['txt', 'UTF-16 with its mark', () => Buffer.from('\ufeffhello', 'utf16le')],
    ['txt', 'text that begins like a bitmap', () => 'BMW: the printer in the car'],
    ['txt', 'XML', () => '<?xml version="1.0"?><log/>'],
    ['txt', 'nothing at all', () => ''],
    ['docx', 'a document', () => office('docx')],
    [
      'docx',
      'a link to click',
      () => withLinks(link('hyperlink', 'https://example.test/', 'External')),
    ],
    [
      'docx',
      'a picture from the web',
      () => withLinks(link('image', 'https://example.test/a.png', 'External')),
    ],
    [
      'docx',
      'a workbook behind a chart',
      () => office('docx', [{ name: 'word/embeddings/sheet1.xlsx', content: office('xlsx') }]),
    ],
    [
      'docx',
      'a field with the date',
      () => withText('<w:instrText> DATE \\@ "d.M.yyyy" </w:instrText>'),
    ],
    ['xlsx', 'a workbook', () => office('xlsx')],
    ['xlsx', 'a formula', () => withSheet('<c><f>SUM(A1:A9)</f></c>')],
    [
      'xlsx',
      'a workbook beside it',
      () =>
        office('xlsx', [
          {
            name: 'xl/externalLinks/_rels/externalLink1.xml.rels',
            content: relationships(link('externalLinkPath', 'Budget.xlsx', 'External')),
          },
        ]),
    ],
    ['jpg', 'a photograph', () => picture('jpeg')],
    ['png', 'a screenshot', () => picture('png')],
    ['gif', 'a drawing', () => picture('gif')],
    ['mp4', 'a video', () => MP4],
    ['mp4', 'a video that QuickTime has named', () => MOV],
    ['mov', 'a video', () => MOV],
    ['avi', 'a video', () => AVI],
    ['mkv', 'a video', () => MKV],
  ])('%s: %s', async (type, _what, content) => {
    expect(await inspect(type, await content())).toBeNull()
  })
})

describe('what is of another type than was said', () => {
  it.each<[FileTypeName, string, () => Buffer | string | Promise<Buffer>]>([
    ['pdf', 'a program', () => Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1')],
    ['pdf', 'text', () => 'hello'],
    ['txt', 'a document in printable characters', () => PDF],
    ['txt', 'rich text', () => '{\\rtf1\\ansi hello}'],
    ['txt', 'PostScript', () => '%!PS-Adobe-3.0\n'],
    ['txt', 'text, and then something else', () => `${'text '.repeat(50_000)}\0\x01\x02`],
    ['jpg', 'a screenshot', () => picture('png')],
    ['png', 'a drawing of vectors', () => '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['png', 'a page with a script', () => '<html><script>alert(1)</script></html>'],
    ['mp4', 'a playlist', () => '#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n'],
    ['avi', 'a list of files to join', () => "ffconcat version 1.0\nfile '/etc/passwd'\n"],
    ['mkv', 'a video of another kind', () => MP4],
    ['docx', 'a workbook', () => office('xlsx')],
    ['docx', 'any other archive', () => zip([{ name: 'readme.txt', content: 'hello' }])],
    ['docx', 'an older document', () => Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['gif', 'nothing at all', () => ''],
  ])('%s: %s', async (type, _what, content) => {
    expect(await inspect(type, await content())).toBe('wrong_type')
  })
})

describe('several kinds of file at once', () => {
  const tail = zip([{ name: 'a.txt', content: 'hello' }])
  it.each<[FileTypeName, string, () => Buffer | string | Promise<Buffer>]>([
    ['gif', 'an archive behind a drawing', async () => Buffer.concat([await picture('gif'), tail])],
    [
      'jpg',
      'an archive behind a photograph',
      async () => Buffer.concat([await picture('jpeg'), tail]),
    ],
    ['pdf', 'an archive behind a document', () => Buffer.concat([Buffer.from(PDF), tail])],
    [
      'pdf',
      'with a comment behind that',
      () =>
        Buffer.concat([Buffer.from(PDF), zip([{ name: 'a', content: 'b' }], Buffer.alloc(60_000))]),
    ],
    ['mp4', 'an archive behind a video', () => Buffer.concat([MP4, tail])],
    [
      'gif',
      'a document in the head of a drawing',
      async () => insert(await picture('gif'), '%PDF-1.4'),
    ],
    ['txt', 'a document behind some text', () => `hello\n${PDF}`],
  ])('%s: %s', async (type, _what, content) => {
    expect(await inspect(type, await content())).toBe('polyglot')
  })
  it('but the end of an archive that has no entries is none', async () => {
    expect(await inspect('pdf', `${PDF}PK\x05\x06${'\0'.repeat(18)}`)).toBeNull()
  })
})

/** As a comment within the drawing. */
function insert(gif: Buffer, text: string): Buffer {
  const at = 13 + 3 * 2 ** (((gif[10] ?? 0) % 8) + 1)
  const comment = Buffer.concat([
    Buffer.from([0x21, 0xfe, text.length]),
    Buffer.from(text),
    Buffer.from([0]),
  ])
  return Buffer.concat([gif.subarray(0, at), comment, gif.subarray(at)])
}
