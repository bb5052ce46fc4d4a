import { describe, expect, it } from 'vitest'
import { assigned, compute, day, type Recorded, steps, undo } from './proof-record.js'

describe('an undone action', () => {
  it('never was for the clocks', () => {
    const postponed: Recorded = [2, 'postponed', { type: 'postpone' }]
    expect(steps(assigned, postponed, [3, 'assigned', undo(2, 'postpone')])).toEqual([
      '1 first_response start',
      '1 resolution start',
    ])
  })

  it('takes with it what the system did because of it', () => {
    const given: Recorded = [1, 'assigned', { ...assigned[2], causedBy: 1 }]
    const all: Recorded[] = [[1, 'open', { type: 'approve' }], given]
    expect(steps(...all)).toHaveLength(2)
    expect(steps(...all, [2, 'submitted', undo(1, 'approve')])).toEqual([])
  })

  it('takes what was said of its dates with it, and leaves what was said of those before', () => {
    const moved = { type: 'reassign', dueDates: null, resolutionDueAt: day(3) }
    const all: Recorded[] = [
      assigned,
      [2, 'assigned', moved],
      [3, 'assigned', { type: 'warn_sla', clock: 'resolution' }],
      [3, 'assigned', { type: 'breach_sla', clock: 'resolution' }],
      [3, 'assigned', { type: 'breach_sla', clock: 'first_response' }],
    ]
    const undone: Recorded = [4, 'assigned', undo(2, 'reassign')]
    expect(compute(...all.slice(0, 4), undone).breached).toBe(false)
    expect(steps(...all, undone)).toEqual([
      '1 first_response start',
      '1 resolution start',
      '5 first_response breach',
    ])
  })

  it('keeps an internal event that came within it from ending what it had ended', () => {
    const all: Recorded[] = [
      assigned,
      [2, 'postponed', { type: 'postpone' }],
      [3, 'assigned', { type: 'reassign', dueDates: null, resolutionDueAt: null }],
      [3, 'assigned', { type: 'first_response' }],
      [4, 'postponed', undo(3, 'reassign')],
    ]
    expect(compute(...all)).toMatchObject({ paused: true, resolutionDueAt: day(5) })
  })
})
