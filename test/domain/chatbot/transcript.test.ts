import { describe, expect, it } from 'vitest'
import { refuseFiledAgain } from '../../../src/domain/chatbot/refusals.js'
import { writeTranscript } from '../../../src/domain/chatbot/transcript.js'
import { STATUSES } from '../../../src/domain/ticket/status.js'

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

it('a conversation whose ticket is over files nothing more, and says so', () => {
  const told = STATUSES.filter((status) => {
    const refused = refuseFiledAgain({ ticketId: 'id', number: 'T-5', status })
    if (refused !== undefined) expect(refused.error).toMatch(/^T-5 was filed .* begin a new/)
    return refused !== undefined
  })
  expect(told).toHaveLength(3)
  expect(told).toEqual(expect.arrayContaining(['rejected', 'closed', 'withdrawn']))
})
