import { expect, it } from 'vitest'
import {
  addCounts,
  createRule,
  measureRun,
  NEW_RUN,
  NO_COUNTS,
} from '../../../src/domain/retention/run.js'
import { createNightlySchedule } from '../../../src/domain/retention/schedule.js'

it('a run goes by its policy as it was, and by the moment that it was asked for', () => {
  const policy = { kind: 'tickets', after: 'P1M', archive: true, action: 'delete' } as const
  expect(createRule(policy, '2030-03-31T12:00:00.000Z', false)).toEqual({
    ...policy,
    ...{ cutoff: '2030-02-28T12:00:00.000Z', isDryRun: false },
  })
})

it('counts add up', () => {
  const one = { ...NO_COUNTS, tickets: 1, audit: 2 }
  expect(addCounts(one, { ...NO_COUNTS, tickets: 2, events: 5 })).toEqual({
    ...NO_COUNTS,
    ...{ tickets: 3, audit: 2, events: 5 },
  })
})

it('how far a run is follows from what it has looked through, and what waits', () => {
  expect(measureRun(NEW_RUN)).toBe(0)
  const pending = [{ id: 'a', seq: 1 }]
  expect(measureRun({ ...NEW_RUN, seen: 5, total: 8, pending })).toBe(0.5)
  expect(measureRun({ ...NEW_RUN, seen: 9, total: 8 })).toBe(1)
})

it('its night is told by the clock of the organization', () => {
  expect(createNightlySchedule('Europe/Vienna')).toMatchObject({
    ...{ enabled: true, times: ['02:30'], timezone: 'Europe/Vienna' },
  })
})
