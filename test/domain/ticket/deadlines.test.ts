import { describe, expect, it } from 'vitest'
import { DEADLINE_KINDS } from '../../../src/domain/ticket/deadline.js'
import {
  isFamily,
  isStillArmed,
  listDeadlineFamilies,
  listDeadlines,
  ownDeadlineKinds,
  SIDE_FAMILIES,
} from '../../../src/domain/ticket/deadlines.js'
import { AT, ticketIn } from '../../support/tickets.js'

const LATER = '2026-01-02T00:00:00.000Z'

describe('what is due', () => {
  const state = ticketIn('completed', {
    deadlines: {
      resolution: { at: AT, seq: 1 },
      auto_close: { at: LATER, seq: 2 },
      auto_verify: { at: LATER, seq: 2 },
    },
  })
  it('is listed by time, and of two at once verifying goes before closing', () => {
    expect(listDeadlines(state)).toEqual([
      { kind: 'resolution', at: AT, seq: 1 },
      { kind: 'auto_verify', at: LATER, seq: 2 },
      { kind: 'auto_close', at: LATER, seq: 2 },
    ])
  })
  it('is that of these kinds alone', () => {
    const kinds = listDeadlines(state, ['auto_close', 'resume']).map(({ kind }) => kind)
    expect(kinds).toEqual(['auto_close'])
  })
})

describe('a deadline', () => {
  const due = { kind: 'postpone_reminder', at: AT, seq: 2, n: 2 } as const
  const isArmed = (armed: { at: string; seq: number; n?: number } | undefined) =>
    isStillArmed(
      ticketIn('postponed', { deadlines: armed === undefined ? {} : { postpone_reminder: armed } }),
      due,
    )
  it('is armed until it is moved, repeated, armed anew or taken away', () => {
    expect(isArmed({ at: AT, seq: 2, n: 2 })).toBe(true)
    expect(isArmed({ at: LATER, seq: 2, n: 2 })).toBe(false)
    expect(isArmed({ at: AT, seq: 2, n: 3 })).toBe(false)
    expect(isArmed({ at: AT, seq: 3, n: 2 })).toBe(false)
    expect(isArmed(undefined)).toBe(false)
  })
})

describe('the kinds of deadlines', () => {
  it('are each carried out by one family of runs', () => {
    const families = ['ticket', ...SIDE_FAMILIES] as const
    const all = families.flatMap((family) => ownDeadlineKinds(family))
    expect([...all].sort()).toEqual([...DEADLINE_KINDS].sort())
    expect(ownDeadlineKinds('ticket')).toContain('resolution')
    expect(ownDeadlineKinds('postpone')).toEqual(['postpone_reminder', 'resume'])
    expect(Object.keys(listDeadlineFamilies()).sort()).toEqual([...DEADLINE_KINDS].sort())
    expect(listDeadlineFamilies()).toMatchObject({ resume: 'postpone', resolution: 'ticket' })
  })
  it('are of families that have a name', () => {
    expect(['ticket', 'split', 'merge'].map(isFamily)).toEqual([true, true, false])
  })
})
