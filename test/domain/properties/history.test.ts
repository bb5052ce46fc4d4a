import { describe, expect, it } from 'vitest'
import { ticket } from '../../../src/contracts/tickets.js'
import { forAllChanges } from '../../support/scenarios.js'

describe('what history tells', () => {
  it('are members of the ticket as everybody knows it, and none that did not change', () => {
    const told = new Set<string>()
    forAllChanges(({ change: { event } }) => {
      for (const [member, { from, to }] of Object.entries(event.fields ?? {})) {
        told.add(member)
        expect(JSON.stringify(from), member).not.toBe(JSON.stringify(to))
      }
    })
    expect([...told].filter((member) => !(member in ticket.shape))).toEqual([])
    expect([...told]).toEqual(
      expect.arrayContaining(['status', 'assigneeId', 'sla', 'autoCloseAt']),
    )
  })

  it('of an approval is its end, or how one of its steps was decided', () => {
    forAllChanges(({ before, change: { event }, after }) => {
      if (event.outcome === undefined) return
      expect(event.approvalId).toBe(after.approval?.id)
      if (event.type === 'decide_approval') return
      expect(event.outcome).toBe(after.approval?.status)
      expect(before?.approval?.status).not.toBe(event.outcome)
    })
  })
})
