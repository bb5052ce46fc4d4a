import { describe, expect, it } from 'vitest'
import type { BusinessTimeKit } from '../../support/business-time.js'
import { MONDAY, OFFICE, REASON } from '../../support/business-time.js'

export function describeCalendars({
  world,
  give,
  readState,
  admin,
  makeTemplate,
  makeCalendar,
  assign,
  putOff,
  prove,
  dates,
}: BusinessTimeKit): void {
  describe('clocks by a calendar', () => {
    it('are due, and warn, in business time; a postponement takes of it what was open', async () => {
      const calendar = await makeCalendar()
      await makeTemplate('high', { calendarId: calendar.id })
      const id = await assign()
      expect(await dates(id)).toEqual(['2030-12-23T16:00:00.000Z', '2030-12-25T15:00:00.000Z'])
      const { deadlines, sla } = await readState(id)
      expect(deadlines).toMatchObject({
        first_response: { at: '2030-12-23T15:45:00.000Z' },
        resolution: { at: '2030-12-25T13:00:00.000Z' },
      })
      expect(sla.calendar).toEqual({ id: calendar.id, version: 1 })
      await putOff(id, '2030-12-25T09:00:00.000Z', '2030-12-26T11:00:00.000Z')
      expect((await dates(id))[1]).toBe('2030-12-27T09:00:00.000Z')
      const before = (await readState(id)).sla
      await give('moderator', id, 'postpone', { ...REASON, at: '2030-12-26T12:00:00.000Z' })
      await give('moderator', id, 'undo', { at: '2030-12-26T12:10:00.000Z' })
      expect((await readState(id)).sla).toEqual(before)
      expect(await prove(id)).toMatchObject({
        ...{ equal: true, calendar: { id: calendar.id, name: calendar.name, version: 1 } },
      })
    })

    it('keep the version that they began with, whatever becomes of the calendar', async () => {
      const calendar = await makeCalendar()
      const template = await makeTemplate('high', { calendarId: calendar.id })
      const id = await assign()
      await admin('PATCH', `calendars/${calendar.id}`, { hours: { sun: OFFICE }, timezone: 'UTC' })
      await admin('PATCH', `sla_templates/${template.id}`, { calendarId: null, isDefault: false })
      await admin('DELETE', `calendars/${calendar.id}`)
      await putOff(id, '2030-12-25T09:00:00.000Z', '2030-12-26T11:00:00.000Z')
      expect((await dates(id))[1]).toBe('2030-12-27T09:00:00.000Z')
      expect(await prove(id)).toMatchObject({ equal: true, calendar: { version: 1 } })
    })

    it('are by the organization’s own calendar where the template has none, around the clock without', async () => {
      await makeTemplate('low')
      const plain = await assign(MONDAY, 'low')
      expect((await dates(plain))[1]).toBe('2030-12-23T23:00:00.000Z')
      expect(await prove(plain)).toMatchObject({ equal: true, calendar: null })
      const calendar = await makeCalendar({ isDefault: true, timezone: 'Asia/Kathmandu' })
      const id = await assign(MONDAY, 'low')
      expect((await dates(id))[1]).toBe('2030-12-25T11:15:00.000Z')
      await putOff(plain, '2030-12-23T16:00:00.000Z', '2030-12-24T16:00:00.000Z')
      expect((await dates(plain))[1]).toBe('2030-12-24T23:00:00.000Z')
      await admin('DELETE', `calendars/${calendar.id}`)
    })

    it('begin anew by that of another priority, without what was open of the pauses by it', async () => {
      const [office, always] = await Promise.all([makeCalendar(), makeTemplate('urgent')])
      await makeTemplate('high', { calendarId: office.id })
      const id = await assign()
      await putOff(id, '2030-12-23T15:30:00.000Z', '2030-12-25T07:30:00.000Z')
      expect((await dates(id))[1]).toBe('2030-12-25T15:30:00.000Z')
      const change = (priority: string) =>
        give('moderator', id, 'change_priority', {
          ...{ payload: { priority }, at: '2030-12-25T09:00:00.000Z' },
        })
      await change('urgent')
      expect((await readState(id)).sla).toMatchObject({ policyId: always.id, warned: [] })
      expect((await dates(id))[1]).toBe('2030-12-25T15:00:00.000Z')
      expect((await readState(id)).sla.calendar).toBeUndefined()
      await change('high')
      expect((await dates(id))[1]).toBe('2030-12-25T15:30:00.000Z')
      expect(await prove(id)).toMatchObject({ equal: true })
    })

    it('of a postponed sub-ticket go on by it with whatever closes it', async () => {
      const calendar = await makeCalendar()
      await makeTemplate('high', { calendarId: calendar.id })
      const id = await assign()
      const subTickets = [{ departmentId: await world.departmentId('IT') }]
      const texts = { 'subTickets.0.title': 'Part' }
      await give('moderator', id, 'split', { payload: { subTickets }, texts, at: MONDAY })
      const [child] = await world.db.query<{ id: string }>(
        'SELECT id FROM ticket WHERE parent_id = $1',
        [id],
      )
      const childId = child?.id ?? ''
      await give('moderator', childId, 'postpone', { ...REASON, at: '2030-12-25T09:00:00.000Z' })
      const closed = await give('moderator', id, 'close', {
        ...{ payload: { forceCloseChildren: true }, ...REASON, at: '2030-12-26T11:00:00.000Z' },
      })
      expect(closed).toMatchObject({ kind: 'done' })
      expect(await readState(childId)).toMatchObject({ status: 'closed', postponed: null })
      expect((await dates(childId))[1]).toBe('2030-12-27T09:00:00.000Z')
      expect(await prove(childId)).toMatchObject({ equal: true })
    })
  })
}
