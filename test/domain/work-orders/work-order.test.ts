import { describe, expect, it } from 'vitest'
import {
  cannotCome,
  noSuchTechnician,
  notAssignable,
  notCancellable,
  notDeletable,
  notEditable,
  notRecallable,
  stepOutOfOrder,
} from '../../../src/domain/work-orders/refusals.js'
import {
  followJob,
  hasEnded,
  isAssignable,
  isLive,
  isRecallable,
  JOB_STATUSES,
  listSteps,
  WORK_ORDER_STATUSES,
} from '../../../src/domain/work-orders/work-order.js'

describe('a job', () => {
  it('goes on in order, and ends for good', () => {
    const next = Object.fromEntries(JOB_STATUSES.map((status) => [status, listSteps(status)]))
    expect(next).toEqual({
      assigned: ['accepted', 'declined'],
      accepted: ['en_route'],
      declined: [],
      expired: [],
      en_route: ['started'],
      started: ['completed', 'failed'],
      completed: [],
      failed: [],
      cancelled: [],
    })
  })
  it('takes its work order with it', () => {
    const follow = Object.fromEntries(JOB_STATUSES.map((status) => [status, followJob(status)]))
    expect(follow).toEqual({
      assigned: 'assigned',
      accepted: 'scheduled',
      declined: 'open',
      expired: 'open',
      en_route: 'en_route',
      started: 'in_progress',
      completed: 'completed',
      failed: 'failed',
      cancelled: 'open',
    })
  })
  it('holds the time of its technician until it has ended', () => {
    expect(JOB_STATUSES.filter(isLive)).toEqual(['assigned', 'accepted', 'en_route', 'started'])
  })
  it('is given to nobody that can’t be given to somebody, and is taken back only from those', () => {
    expect(WORK_ORDER_STATUSES.filter(isAssignable)).toEqual(['open', 'failed'])
    expect(WORK_ORDER_STATUSES.filter(isRecallable)).toEqual(['scheduled', 'assigned', 'en_route'])
    expect(WORK_ORDER_STATUSES.filter(hasEnded)).toEqual(['completed', 'cancelled'])
  })
})

describe('whoever is refused', () => {
  it('reads what is, and what would help', () => {
    const told = [
      cannotCome(['outside_hours', 'calendar_conflict']),
      noSuchTechnician('x'),
      notAssignable('in_progress'),
      notRecallable('open'),
      notCancellable('completed'),
      stepOutOfOrder('assigned', ['accepted', 'declined']),
      stepOutOfOrder('completed', []),
      notEditable('en_route'),
      notDeletable('en_route'),
    ]
    expect(told.map(({ code, error }) => `${code}: ${error}`)).toEqual([
      'outside_hours: The technician does not work all of that time. See its candidates.',
      'technician_not_found: There is no such technician: x.',
      'invalid_transition: The work order is in progress: only what is open, or has failed, is assigned. Take it back first.',
      'invalid_transition: The work order is open: there is nothing to take back.',
      'invalid_transition: The work order is completed: it can’t be cancelled.',
      'invalid_transition: The job is assigned: next comes accepted or declined.',
      'invalid_transition: The job is completed: nothing follows.',
      'not_editable: The work order is en route: what it asks of whoever comes is not changed any more. Take it back first.',
      'not_deletable: Somebody is on it: it is en route. Take it back first.',
    ])
  })
})
