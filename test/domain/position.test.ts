import { describe, expect, it } from 'vitest'
import { readPosition } from '../../src/domain/ticket/position.js'
import { APPROVAL, AT, ticketIn } from '../support/tickets.js'

describe('the position of an approval’s run', () => {
  const second = ticketIn('awaiting_approval', { approval: { ...APPROVAL, n: 2 } })

  it('has what is due of its own approval', () => {
    const { deadlines, endsAt } = readPosition(second, 'approval', 2)
    expect(deadlines.map(({ kind }) => kind)).toEqual(['approval_reminder', 'approval_escalation'])
    expect(endsAt).toBeNull()
  })

  it('has nothing that is due of the next one: a late command must not keep it alive', () => {
    const { deadlines, endsAt } = readPosition(second, 'approval', 1)
    expect(deadlines).toEqual([])
    expect(endsAt).toBe(AT)
  })
})
