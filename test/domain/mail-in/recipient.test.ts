import { describe, expect, it } from 'vitest'
import { readRecipient, writeReplyAddress } from '../../../src/domain/mail-in/recipient.js'

describe('our addresses', () => {
  it('are those of departments and of answers, and no others', () => {
    const organizationSlug = 'demo'
    expect(readRecipient('IT@Demo.test', 'test')).toEqual({
      kind: 'department',
      organizationSlug,
      code: 'it',
    })
    const reply = writeReplyAddress('abc', { organizationSlug, domain: 'help.example.org' })
    expect(reply).toBe('reply+abc@demo.help.example.org')
    expect(readRecipient(reply, 'help.example.org')).toEqual({
      kind: 'reply',
      organizationSlug,
      token: 'abc',
    })
    for (const foreign of [
      'it@demo.org',
      'it@test',
      'it@.test',
      'it@a.demo.test',
      'it@demo.test@x',
      '@demo.test',
      'it',
      'i t@demo.test',
    ])
      expect(readRecipient(foreign, 'test'), foreign).toBeUndefined()
  })
})
