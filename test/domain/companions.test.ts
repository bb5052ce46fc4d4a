import { describe, expect, it } from 'vitest'
import { upcast } from '../../src/domain/ticket/create.js'
import {
  type CompanionFamily,
  isOwed,
  isSettled,
  ticketDeadlineKinds,
} from '../../src/domain/ticket/deadlines.js'
import { describeCompanion } from '../../src/domain/ticket/describe.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { APPROVAL, AT, ticketIn } from '../support/tickets.js'

describe('runs beside the ticket’s', () => {
  it('say where they stand', () => {
    const says = (family: CompanionFamily, state: TicketState) => describeCompanion(family, state)
    expect(says('postpone', ticketIn('postponed'))).toContain('is parked since')
    expect(says('postpone', ticketIn('postponed'))).toContain('Next: postpone_reminder at')
    expect(says('postpone', ticketIn('open'))).toContain('not parked any more. No timer runs.')
    expect(says('approval', ticketIn('awaiting_approval'))).toContain('waits for the step **CEO**')
    expect(says('approval', ticketIn('open'))).toContain('is gone')
    const approval = { ...APPROVAL, status: 'cancelled' as const }
    expect(says('approval', ticketIn('open', { approval }))).toContain('is cancelled')
    expect(says('split', ticketIn('open'))).toContain('0 of 0')
    const subTickets = { issued: 3, total: 3, closed: 1, splitFrom: null, closedMeanwhile: false }
    expect(says('split', ticketIn('in_progress', { subTickets }))).toContain('1 of 3')
  })
  it('carry their own deadlines, and the ticket’s run the rest', () => {
    expect(ticketDeadlineKinds(true)).toContain('resolution_due')
    expect(ticketDeadlineKinds(false)).not.toContain('resolution_due')
    expect(ticketDeadlineKinds(true)).not.toContain('postpone_reminder')
    const due = { kind: 'resume', at: AT, seq: 1 } as const
    expect(isOwed(ticketIn('open', { deadlines: { resume: { at: AT, seq: 1 } } }), due)).toBe(true)
    expect(isOwed(ticketIn('open', { deadlines: { resume: { at: AT, seq: 2 } } }), due)).toBe(false)
    expect(isOwed(ticketIn('open', { deadlines: {} }), due)).toBe(false)
    expect(isSettled(ticketIn('draft', { deletedAt: AT, deadlines: {} }))).toBe(true)
  })
})

describe('states of earlier versions', () => {
  it('get what came later, in what an undo would restore too', () => {
    const {
      postponed: _p,
      approval: _a,
      requests: _r,
      subTickets: _s,
      approvalCount: _c,
      ...old
    } = ticketIn('open')
    const before = { ...old, sla: { policyId: 'n' } }
    const undo = { ...ticketIn('open').undo, before }
    const now = upcast({ ...before, undo } as never)
    expect(now).toMatchObject({
      postponed: null,
      requests: [],
      sla: { policyId: 'n', parkedMs: 0, warned: [] },
      undo: { before: { approval: null, subTickets: null } },
    })
    expect(upcast({ ...old, undo: null } as never).undo).toBeNull()
    const whole = ticketIn('open')
    expect(upcast(whole)).toBe(whole)
  })
})
