import { expect, it } from 'vitest'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

it('what the files are shows in the flags, stays through an undo, and is no revision', () => {
  const assigned = given(ticketIn('open', { revision: 3 })).and('moderator', 'assign', {
    assigneeId: 'assignee',
  })
  const flags = ['infected_attachment' as const]
  const flagged = assigned.happened({ type: 'flag_attachments', at: AT, flags })
  expect(flagged.state).toMatchObject({ flags, revision: assigned.state.revision })
  expect(flagged.when('moderator', 'undo').state).toMatchObject({ status: 'open', flags })
  const cleared = flagged.happened({ type: 'flag_attachments', at: AT, flags: [] })
  expect(cleared.state.flags).toEqual([])
})
