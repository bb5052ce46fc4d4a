import { describe, expect, it } from 'vitest'
import { FILE_TYPES, findFileType } from '../../../src/domain/attachment/file-types.js'

describe('a file’s type', () => {
  it('follows from its extension and its content type, which must agree', () => {
    expect(findFileType('a.pdf', 'application/pdf')).toBe('pdf')
    expect(findFileType('Holiday.JPEG', 'image/jpeg')).toBe('jpg')
    expect(findFileType('notes.txt', 'Text/Plain; charset=utf-8')).toBe('txt')
    expect(findFileType('a.pdf', 'image/png')).toBeUndefined()
    expect(findFileType('a.png', '')).toBeUndefined()
  })

  it.each([
    ['a.exe', 'application/x-msdownload'],
    ['a.svg', 'image/svg+xml'],
    ['a.html', 'text/html'],
    ['a.docm', 'application/vnd.ms-word.document.macroEnabled.12'],
    ['pdf', 'application/pdf'],
    ['a.pdf.', 'application/pdf'],
    ['a.pdf/', 'application/pdf'],
  ])('is none for %s', (name, type) => {
    expect(findFileType(name, type)).toBeUndefined()
  })

  it('is of one line alone, whichever extension and content type are taken', () => {
    const all = Object.values(FILE_TYPES)
    const extensions = all.flatMap((type) => [...type.extensions])
    const types = all.flatMap((type) => [...type.contentTypes])
    expect(new Set(extensions).size).toBe(extensions.length)
    expect(new Set(types).size).toBe(types.length)
  })
})
