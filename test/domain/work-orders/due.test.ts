import { describe, expect, it } from 'vitest'
import {
  findExpiry,
  findNext,
  findStep,
  isOver,
  limitOffer,
  listDue,
  type Standing,
  type StandingJob,
} from '../../../src/domain/work-orders/due.js'

const at = (day: string, clock = '08:00') => `2031-03-${day}T${clock}:00.000Z`
const JOB: StandingJob = {
  ...{ status: 'accepted', startsAt: at('05'), offeredAt: at('01'), acceptBy: null },
  ...{ remindedFor: null, isTicketTold: false },
}
const stands = (over: Partial<Standing>, job: Partial<StandingJob> | null = {}): Standing => ({
  ...{ status: 'scheduled', window: { from: at('04'), to: at('06') }, openSince: at('01') },
  ...{ lateFor: null, isOfTicket: true, job: job && { ...JOB, ...job } },
  ...over,
})
const kinds = (standing: Standing) => listDue(standing).map(({ kind, at: when }) => [kind, when])

describe('an offer', () => {
  it('stands until its time for an answer, else until the visit begins', () => {
    expect(findExpiry({ ...JOB, acceptBy: at('02') })).toBe(at('02'))
    expect(findExpiry(JOB)).toBe(at('05'))
    expect(findExpiry({ ...JOB, offeredAt: at('05', '09:00') })).toBeNull()
  })
  it('is to be answered within the time that it says, and before the visit begins', () => {
    const now = at('04')
    expect(limitOffer(null, { now, startsAt: at('05') })).toBeNull()
    expect(limitOffer('PT4H', { now, startsAt: at('05') })).toBe(at('04', '12:00'))
    expect(limitOffer('P2D', { now, startsAt: at('05') })).toBe(at('05'))
    expect(limitOffer('P2D', { now, startsAt: at('03') })).toBe(at('06'))
  })
  it('expires, and nothing else is done then', () => {
    const offered = stands({ status: 'assigned' }, { status: 'assigned' })
    expect(findStep(offered, at('05'))).toEqual({ kind: 'expire', at: at('05') })
    const late = stands(
      { status: 'assigned' },
      { status: 'assigned', offeredAt: at('05', '09:00') },
    )
    expect(kinds(late)).toEqual([])
  })
})

describe('a visit', () => {
  it('is reminded of a day and an hour before, and late from its beginning', () => {
    expect(kinds(stands({}))).toEqual([
      ['announce_late', at('05')],
      ['remind', at('04')],
      ['remind', at('05', '07:00')],
    ])
    expect(findNext(stands({}))).toEqual({ kind: 'remind', at: at('04') })
    expect(kinds(stands({}, { remindedFor: at('04') })).at(-1)).toEqual([
      'remind',
      at('05', '07:00'),
    ])
  })
  it('offered an hour before is reminded of no more', () => {
    const soon = stands({}, { offeredAt: at('05', '07:00') })
    expect(kinds(soon)).toEqual([['announce_late', at('05')]])
  })
  it('whose reminders were missed has the last of them, and none once it is late', () => {
    expect(findStep(stands({}), at('03'))).toBeUndefined()
    expect(findStep(stands({}), at('05', '07:30'))).toEqual({
      kind: 'remind',
      at: at('05', '07:00'),
    })
    expect(findStep(stands({}), at('05'))?.kind).toBe('announce_late')
    expect(kinds(stands({ lateFor: at('05') }))).toEqual([])
  })
  it('that somebody is on the way to waits for nothing', () => {
    expect(kinds(stands({ status: 'en_route' }, { status: 'en_route' }))).toEqual([])
  })
  it.each(['completed', 'failed'] as const)('that is %s is told in its ticket, once', (status) => {
    const told = stands({ status }, { status, isTicketTold: true })
    expect(findNext(stands({ status }, { status }))?.kind).toBe('tell_ticket')
    expect(findNext(told)).toBeUndefined()
    expect(findNext(stands({ status, isOfTicket: false }, { status }))).toBeUndefined()
    expect(isOver(stands({ status }, { status }))).toBe(false)
    expect(isOver(told)).toBe(status === 'completed')
  })
})

describe('a work order that nobody is on', () => {
  it('is late when its window begins, once', () => {
    expect(kinds(stands({ status: 'open' }))).toEqual([['announce_late', at('04')]])
    expect(kinds(stands({ status: 'open', lateFor: at('04') }))).toEqual([])
    expect(kinds(stands({ status: 'open', openSince: at('04') }))).toEqual([])
  })
  it('and was cancelled before anybody was asked is over', () => {
    expect(kinds(stands({ status: 'cancelled' }, null))).toEqual([])
    expect(isOver(stands({ status: 'cancelled' }, null))).toBe(true)
  })
})
