import { describe, expect, it } from 'vitest'
import type { Delegate } from '../../../src/domain/approval/policy.js'
import {
  type ApprovalStep,
  hasSeat,
  listAsked,
  listNamed,
  listSeatsFor,
  openDeciders,
  openSeats,
  type StepDecision,
} from '../../../src/domain/approval/step.js'
import { APPROVAL, AT } from '../../support/tickets.js'

const [plain] = APPROVAL.steps as [ApprovalStep]
const step = (over: Partial<ApprovalStep>): ApprovalStep => ({
  ...plain,
  mode: 'all',
  approvers: ['a', 'b'],
  ...over,
})
const delegate = (userId: string, over: Partial<Delegate> = {}): Delegate => ({
  userId,
  for: null,
  from: null,
  to: null,
  ...over,
})
const decision = (by: string, seat = by): StepDecision => ({
  by,
  for: seat,
  at: AT,
  approved: true,
})

describe('a seat', () => {
  it('is every approver’s, until it is decided', () => {
    expect(openSeats(step({}), AT)).toEqual(['a', 'b'])
    expect(openSeats(step({ decisions: [decision('a')] }), AT)).toEqual(['b'])
  })

  it('is decided by a delegate for the one for whom they sit, and by nobody again', () => {
    const delegated = step({ delegates: [delegate('d')], decisions: [decision('d', 'b')] })
    expect(openSeats(delegated, AT)).toEqual(['a'])
    expect(listSeatsFor(delegated, 'b', AT)).toEqual([])
    expect(listSeatsFor(delegated, 'd', AT)).toEqual([])
    expect(openDeciders(delegated, AT)).toEqual(['a'])
  })

  it('asks no delegate whose time was over when the step was reached', () => {
    const over = delegate('d', { to: '2025-12-31T00:00:00.000Z' })
    const begun = step({ at: AT, delegates: [over, delegate('e', { to: AT }), delegate('f')] })
    expect(listAsked(begun)).toEqual(['a', 'b', 'e', 'f'])
  })

  it('of one who may not decide falls to a delegate of theirs', () => {
    const barred = ['a']
    const bound = step({ barred, delegates: [delegate('d', { for: 'a' })] })
    expect(openSeats(bound, AT)).toEqual(['a', 'b'])
    expect(openDeciders(bound, AT)).toEqual(['b', 'd'])
    expect(listSeatsFor(bound, 'd', AT)).toEqual(['a'])
    const others = step({ barred, delegates: [delegate('d', { for: 'b' })] })
    expect(openSeats(others, AT)).toEqual(['b'])
    const over = step({ barred, delegates: [delegate('d', { to: '2025-12-31T00:00:00.000Z' })] })
    expect(openSeats(over, AT)).toEqual(['b'])
  })

  it('of one who may not decide falls to the other approvers where no delegate is left', () => {
    expect(openSeats(step({ barred: ['a'] }), AT)).toEqual(['b'])
    const used = step({
      barred: ['a'],
      delegates: [delegate('d')],
      decisions: [decision('d', 'b')],
    })
    expect(openSeats(used, AT)).toEqual([])
    expect(openSeats(step({ barred: ['a', 'b', 'd'], delegates: [delegate('d')] }), AT)).toEqual([])
  })

  it('waits for a delegate whose time has yet to begin', () => {
    const later = delegate('d', { from: '2026-02-01T00:00:00.000Z' })
    const waiting = step({ approvers: ['a'], barred: ['a'], delegates: [later] })
    expect(openSeats(waiting, AT)).toEqual(['a'])
    expect(openDeciders(waiting, AT)).toEqual([])
  })
})

describe('those who may decide', () => {
  it('are approvers, and delegates within their dates', () => {
    const dated = step({
      approvers: ['x'],
      delegates: [
        delegate('early', { to: '2025-12-31T00:00:00.000Z' }),
        delegate('now', { from: AT, to: AT }),
        delegate('late', { from: '2026-01-02T00:00:00.000Z' }),
        delegate('x'),
      ],
      escalateTo: ['boss'],
    })
    expect(openDeciders(dated, AT)).toEqual(['x', 'now'])
    expect(openDeciders({ ...dated, escalated: ['boss'] }, AT)).toEqual(['x', 'now', 'boss'])
    expect(['x', 'now', 'late', 'boss'].map((who) => hasSeat(dated, who, AT))).toEqual([
      true,
      true,
      false,
      false,
    ])
  })

  it('decide their own seat before any other', () => {
    const both = step({ delegates: [delegate('a', { for: 'b' })] })
    expect(listSeatsFor(both, 'a', AT)).toEqual(['a'])
    const freed = step({
      delegates: [delegate('a', { for: 'b' }), delegate('d', { for: 'a' })],
      decisions: [decision('d', 'a')],
    })
    expect(listSeatsFor(freed, 'a', AT)).toEqual(['b'])
  })

  it('may be any seat’s where a delegate is nobody’s in particular, the first one first', () => {
    const free = step({ delegates: [delegate('d')] })
    expect(listSeatsFor(free, 'd', AT)).toEqual(['a', 'b'])
    expect(listSeatsFor(step({ delegates: [delegate('d', { for: 'b' })] }), 'd', AT)).toEqual(['b'])
  })

  it('are those it was escalated to alone where nobody of the step is left', () => {
    const left = step({ barred: ['a', 'b'], escalated: ['boss'] })
    expect(openSeats(left, AT)).toEqual([])
    expect(listSeatsFor(left, 'boss', AT)).toEqual(['a', 'b'])
    expect(openDeciders(left, AT)).toEqual(['boss'])
    expect(openDeciders(step({ escalated: ['boss'], barred: ['boss'] }), AT)).toEqual(['a', 'b'])
  })
})

describe('a step', () => {
  const full = step({ delegates: [delegate('d')], escalateTo: ['boss', 'a'] })

  it('names approvers, delegates and those it may be escalated to, each once', () => {
    expect(listNamed(full)).toEqual(['a', 'b', 'd', 'boss'])
  })

  it('has asked nobody before it is reached, nor who may not decide, but whoever has decided', () => {
    expect(listAsked({ ...full, status: 'waiting' })).toEqual([])
    expect(listAsked({ ...full, status: 'skipped' })).toEqual([])
    expect(listAsked(full)).toEqual(['a', 'b', 'd'])
    expect(listAsked({ ...full, escalated: ['boss'], barred: ['d'] })).toEqual(['a', 'b', 'boss'])
    expect(listAsked({ ...full, barred: ['d'], decisions: [decision('d', 'a')] })).toContain('d')
  })
})
