import { expect, it } from 'vitest'
import { isTerminal, LIVE, STATUSES } from '../../../src/domain/ticket/status.js'

it('a ticket has ended when it was rejected, closed or withdrawn', () => {
  expect(STATUSES.filter(isTerminal)).toEqual(['rejected', 'closed', 'withdrawn'])
})

it('a ticket lives from being handed in to its end', () => {
  const others = STATUSES.filter((status) => !LIVE.includes(status))
  expect(others).toEqual(['draft', 'rejected', 'closed', 'withdrawn'])
})
