import { describe, expect, it } from 'vitest'
import { ticket } from '../../../src/contracts/tickets.js'
import { SUB_TICKET_CHANGES } from '../../../src/domain/ticket/outcome/history-notes.js'
import type { TicketState } from '../../../src/domain/ticket/state.js'
import type { Commit } from '../../support/scenario-commits.js'
import { forAllChanges, forAllScenarios } from '../../support/scenarios.js'

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

  it('of a parent names those of its sub-tickets that change with it, and what becomes of each', () => {
    const told = new Set<string>()
    const check = (commits: Commit[]) => {
      for (const { before, changes } of commits) {
        const moved = changes.filter(({ state }) => state.type === 'sub_ticket')
        const was = (id: string) => before.subTickets.find((one) => one.id === id)
        expect(moved.flatMap(({ event }) => event.subTickets ?? [])).toEqual([])
        const parent = changes.find(({ state }) => state.type === 'ticket')
        if (parent === undefined) continue
        const notes = parent.event.subTickets ?? []
        expect(notes.map(({ number }) => number)).toEqual(moved.map(({ state }) => state.number))
        for (const [index, { change }] of notes.entries()) {
          const after = moved[index]?.state
          if (after === undefined) throw new Error('nothing has become of it')
          told.add(change)
          expect(change).toBe(nameChange(was(after.id), after))
        }
      }
    }
    // few stories withdraw a sub-ticket: more are told until one does
    for (let round = 0; told.size < SUB_TICKET_CHANGES.length && round < 30; round += 1)
      forAllScenarios(check)
    expect([...told].sort()).toEqual([...SUB_TICKET_CHANGES].sort())
  })
})

function nameChange(before: TicketState | undefined, after: TicketState): string {
  if (before === undefined) return 'created'
  if (after.deletedAt !== null) return 'deleted'
  const [was, is] = [before.status, after.status]
  if (is === 'withdrawn') return 'withdrawn'
  if (was === is || (was !== 'closed' && is !== 'closed')) return 'progressed'
  return is === 'closed' ? 'closed' : 'reopened'
}
