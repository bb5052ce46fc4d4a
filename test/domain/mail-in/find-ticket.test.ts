import { describe, expect, it } from 'vitest'
import { listTicketClues } from '../../../src/domain/mail-in/find-ticket.js'

describe('the ticket that a mail means', () => {
  const id = '01900000-0000-7000-8000-000000000001'
  it('is that of the signed address, of the thread, of a mail before, of the subject, in this order', () => {
    const subject = 'Re: [t-5] [X-1] [A-2] [B-3] [no]'
    const references = [
      `<ticket-${id.toUpperCase()}@perdure>`,
      '<b@example.org>',
      '<ticket-x@perdure>',
    ]
    expect(listTicketClues({ subject, references }, 'signed')).toEqual([
      { by: 'address', ticketId: 'signed' },
      { by: 'thread', ticketId: id },
      { by: 'mail', messageId: '<b@example.org>' },
      { by: 'mail', messageId: '<ticket-x@perdure>' },
      { by: 'subject', number: 'T-5' },
      { by: 'subject', number: 'X-1' },
      { by: 'subject', number: 'A-2' },
    ])
    expect(listTicketClues({ subject: 'Hello', references: [] }, undefined)).toEqual([])
  })
})
