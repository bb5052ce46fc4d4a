import { describe, expect, it } from 'vitest'
import { cleanFileName, renameExtension } from '../../../src/domain/attachment/file-name.js'
import {
  LARGE_SIZE,
  MAX_SIZE,
  quotaExceeded,
  refuseFile,
} from '../../../src/domain/attachment/upload.js'

const PDF = { fileName: 'a.pdf', contentType: 'application/pdf' }

describe('a file', () => {
  it.each([
    [{ ...PDF, size: 1 }, undefined],
    [{ ...PDF, size: LARGE_SIZE }, undefined],
    [{ ...PDF, size: LARGE_SIZE + 1 }, 'too_large_for_client'],
    [{ ...PDF, size: LARGE_SIZE + 1, acknowledgeLarge: true }, undefined],
    [{ ...PDF, size: MAX_SIZE, acknowledgeLarge: true }, undefined],
    [{ ...PDF, size: MAX_SIZE + 1, acknowledgeLarge: true }, 'too_large'],
    [{ ...PDF, size: 1, contentType: 'text/plain' }, 'type_not_allowed'],
  ])('%j is taken, or refused in words: %s', (file, code) => {
    expect(refuseFile(file)?.code).toBe(code)
  })

  it('is refused with the types that are taken', () => {
    expect(refuseFile({ ...PDF, size: 1, fileName: 'a.exe' })?.error).toContain('PDF, TXT, DOCX')
  })

  it('is refused for want of room with how much there is', () => {
    const mb = 1024 ** 2
    expect(quotaExceeded(1.5 * mb, 2 * mb).error).toContain('2 of 2 MB')
  })
})

describe('a file’s name', () => {
  it.each([
    ['a.pdf', 'a.pdf'],
    ['/etc/passwd', 'passwd'],
    ['..\\..\\a.pdf', 'a.pdf'],
    ['a/', ''],
    ['a\u0000\u0007b\u2028.pdf', 'ab.pdf'],
    ['e\u0301.pdf', 'é.pdf'],
  ])('%j is shown as %j', (given, shown) => {
    expect(cleanFileName(given)).toBe(shown)
  })

  it('changes its extension with its type', () => {
    expect(renameExtension('photo.jpeg', 'webp')).toBe('photo.webp')
    expect(renameExtension('photo', 'webp')).toBe('photo.webp')
  })
})
