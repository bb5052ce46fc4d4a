import { describe, expect, it } from 'vitest'
import { evolve } from '../../src/domain/ticket/decider.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { AT, ticketIn } from '../support/tickets.js'
import { when } from '../support/when.js'

const assigned = when(ticketIn('open', { undo: null }), 'moderator', 'assign', {}) as TicketState
const kinds = ({ deadlines }: TicketState) => Object.keys(deadlines).sort()

describe('the clocks of a ticket', () => {
  it('owe a warning at three quarters, and the breach', () => {
    expect(assigned.deadlines).toMatchObject({
      first_response_warning: { at: '2026-01-01T06:00:00.000Z', seq: assigned.seq },
      first_response_due: { at: '2026-01-01T08:00:00.000Z' },
      resolution_warning: { at: '2026-01-03T06:00:00.000Z' },
      resolution_due: { at: '2026-01-04T00:00:00.000Z' },
    })
  })
  it('say each once', () => {
    const warned = evolve(assigned, { type: 'warn_sla', at: AT, clock: 'resolution' })
    expect(kinds(warned)).not.toContain('resolution_warning')
    expect(kinds(warned)).toContain('resolution_due')
    const breached = evolve(warned, { type: 'breach_sla', at: AT, clock: 'resolution' })
    expect(kinds(breached)).not.toContain('resolution_due')
    expect(breached.sla).toMatchObject({ breached: true, breaches: ['resolution'] })
    expect(breached.revision).toBe(assigned.revision)
  })
  it('stop at completion, and the first at the first word', () => {
    const said = evolve(assigned, { type: 'first_response', at: AT })
    expect(kinds(said).filter((kind) => kind.startsWith('first'))).toEqual([])
    const done = when(
      ticketIn('in_progress', { sla: assigned.sla, assignedAt: AT }),
      'assignee',
      'complete',
      {},
      ['notes'],
    )
    expect(kinds(done as TicketState)).toEqual(['auto_close', 'auto_verify'])
  })
  it('keep over an undo what was said meanwhile, and forget it when the date changes', () => {
    const moved = when(assigned, 'moderator', 'reassign', {}, ['reason']) as TicketState
    let state = evolve(moved, { type: 'warn_sla', at: AT, clock: 'resolution' })
    state = evolve(state, { type: 'breach_sla', at: AT, clock: 'first_response' })
    state = evolve(state, { type: 'first_response', at: AT })
    const back = when(state, 'moderator', 'undo', {}) as TicketState
    expect(back.sla).toMatchObject({
      warned: ['resolution'],
      breaches: ['first_response'],
      breached: true,
      firstResponseAt: AT,
    })
    expect(kinds(back)).toEqual(['acknowledge', 'resolution_due'])
    const urgent = when(back, 'moderator', 'change_priority', { priority: 'urgent' }) as TicketState
    expect(urgent.sla).toMatchObject({ warned: [], breaches: [], breached: false })
  })
})
