import { describe, expect, it } from 'vitest'
import { writeTranscript } from '../../../src/domain/chatbot/transcript.js'

describe('a conversation that goes with a ticket', () => {
  it('has the words of who asked, and of the answers what everybody may read who files tickets', () => {
    const text = writeTranscript(
      [
        { question: 'How?\nWhy?', reply: 'So [1](/x).', isShareable: true },
        { question: 'And my own?', reply: 'Secret', isShareable: false },
        { question: 'Hello?', reply: null, isShareable: true },
      ],
      'en',
    )
    expect(text).toContain('Person:\n> How?\n> Why?\n\nAssistant:\n> So [1](/x).')
    expect(text).not.toContain('Secret')
    expect(text.endsWith('> Hello?')).toBe(true)
    const long = { question: '❤'.repeat(50_000), reply: null, isShareable: true }
    expect(writeTranscript([long], 'de').length).toBeLessThan(40_100)
  })
})
