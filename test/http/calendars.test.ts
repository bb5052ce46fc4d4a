import { expect, it } from 'vitest'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const NOBODY = '01900000-0000-7000-8000-000000000000'
const PATH = '/admin/calendars'
const admin = (
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) => world.call('admin', method, path, body, headers)
const OFFICE = [
  ['09:00', '12:30'],
  ['13:30', '17:00'],
]
const WEEK = { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE }
let made = 0
const body = (over: object = {}) => {
  made += 1
  return { name: `Calendar ${made}`, timezone: 'Europe/Berlin', hours: WEEK, ...over }
}
const make = async (over: object = {}) => (await admin('POST', PATH, body(over))).body

it('judges each member, and says which', async () => {
  const { id } = await make()
  for (const [over, member] of [
    [{ timezone: 'Mars/Base' }, 'timezone'],
    [{ timezone: '+02:00' }, 'timezone'],
    [{ hours: {} }, 'hours'],
    [{ hours: { mon: [] } }, 'hours'],
    [{ hours: { mon: [['09:00', '09:00']] } }, 'hours.mon.0'],
    [{ hours: { mon: [['17:00', '09:00']] } }, 'hours.mon.0'],
    [{ hours: { mon: [['09:00', '24:30']] } }, 'hours.mon.0.1'],
    [{ hours: { mon: [['9:00', '17:00']] } }, 'hours.mon.0.0'],
    [
      {
        hours: {
          mon: [
            ['09:00', '12:00'],
            ['11:59', '13:00'],
          ],
        },
      },
      'hours.mon',
    ],
    [
      { hours: { mon: Array.from({ length: 7 }, (_, n) => [`0${n}:00`, `0${n}:30`]) } },
      'hours.mon',
    ],
    [{ hours: { monday: OFFICE } }, 'hours.monday'],
    [{ holidays: [{ date: '2026-02-30', name: 'x' }] }, 'holidays.0.date'],
    [{ holidays: [{ date: '2026-02-28' }] }, 'holidays.0.name'],
    [{ isDefault: 'yes' }, 'isDefault'],
  ] as const) {
    for (const [method, path, sent] of [
      ['POST', PATH, body(over)],
      ['PATCH', `${PATH}/${id}`, over],
    ] as const) {
      const refused = await admin(method, path, sent)
      expect(refused.status).toBe(400)
      expect(Object.keys(refused.body.details)).toContain(member)
    }
  }
  const touching = {
    mon: [
      ['12:00', '24:00'],
      ['00:00', '12:00'],
    ],
  }
  expect((await admin('PATCH', `${PATH}/${id}`, { hours: touching })).status).toBe(200)
})

it('has one of a name, and one default', async () => {
  const [first, second] = [await make({ name: 'North', isDefault: true }), await make()]
  expect((await admin('POST', PATH, body({ name: 'nORTH' }))).body.code).toBe('duplicate_name')
  const named = await admin('PATCH', `${PATH}/${second.id}`, { name: 'NORTH', isDefault: true })
  expect([named.status, named.body.code]).toEqual([409, 'duplicate_name'])
  expect((await admin('PATCH', `${PATH}/${first.id}`, { name: 'NORTH' })).status).toBe(200)
  expect((await admin('PATCH', `${PATH}/${second.id}`, { isDefault: true })).status).toBe(200)
  expect((await admin('GET', `${PATH}/${first.id}`)).body).toMatchObject({
    ...{ isDefault: false, version: 3 },
  })
  const audit = await admin('GET', `/admin/audit?entity=calendar&entityId=${first.id}`)
  expect(audit.body.items[0]).toMatchObject({ after: { isDefault: false } })
  await admin('DELETE', `${PATH}/${first.id}`)
  const other = await make({ name: 'North' })
  const restored = await admin('POST', `${PATH}/${first.id}/restore`)
  expect(restored.body.code).toBe('duplicate_name')
  expect((await world.call('admin@other.test', 'POST', PATH, body({ name: 'North' }))).status).toBe(
    201,
  )
  await admin('PATCH', `${PATH}/${second.id}`, { isDefault: false })
  await admin('DELETE', `${PATH}/${other.id}`)
})

it('is changed as it was read: its version is its ETag, one up with each change, and the last ones stay', async () => {
  const created = await admin('POST', PATH, body())
  const { id } = created.body
  const path = `${PATH}/${id}`
  expect([created.body.version, created.headers.get('etag')]).toEqual([1, '"1"'])
  const change = (name: string, etag: string) =>
    admin('PATCH', path, { name }, { 'If-Match': etag })
  const changed = await change(`${created.body.name}!`, '"1"')
  expect([changed.body.version, changed.headers.get('etag')]).toEqual([2, '"2"'])
  expect((await change(changed.body.name, '"2"')).headers.get('etag')).toBe('"2"')
  const stale = await change('Late', '"1"')
  expect(stale).toMatchObject({ status: 412, body: { code: 'revision_mismatch' } })
  expect(stale.body.details).toEqual({ currentRevision: 2 })
  expect((await admin('DELETE', path, undefined, { 'If-Match': '"1"' })).status).toBe(412)
  expect((await admin('GET', path)).headers.get('etag')).toBe('"2"')
  expect((await admin('DELETE', path, undefined, { 'If-Match': '"2"' })).status).toBe(204)
  expect((await admin('POST', `${path}/restore`)).headers.get('etag')).toBe('"2"')
  const versions = await world.owner.query<{ n: number }>(
    'SELECT version AS n FROM resource_version WHERE entity_id = $1 ORDER BY 1',
    [id],
  )
  expect(versions.map(({ n }) => n)).toEqual([1, 2])
  const forget = world.db.query('DELETE FROM resource_version WHERE entity_id = $1', [id])
  await expect(forget).rejects.toThrow('permission denied')
})

it('is not deleted while something has it, and what has it comes back only with it', async () => {
  const { id } = await make()
  const gold = { name: 'Gold', priority: 'high', dueDelta: 'PT8H', calendarId: id }
  const template = (await admin('POST', '/admin/sla_templates', gold)).body
  expect(template.calendarId).toBe(id)
  const worker = { userId: await world.userId('it.agent'), calendarId: id }
  const technician = (await admin('POST', '/admin/technicians', worker)).body
  const refused = await admin('DELETE', `${PATH}/${id}`)
  expect(refused).toMatchObject({ status: 409, body: { code: 'calendar_in_use' } })
  expect(refused.body.details).toEqual({ slaPolicies: 0, slaTemplates: 1, technicians: 1 })
  await admin('PATCH', `/admin/technicians/${technician.id}`, { calendarId: null })
  expect((await admin('DELETE', `${PATH}/${id}`)).status).toBe(409)
  await admin('DELETE', `/admin/sla_templates/${template.id}`)
  expect((await admin('DELETE', `${PATH}/${id}`)).status).toBe(204)
  const restore = (path: string) => admin('POST', `${path}/restore`)
  expect((await restore(`/admin/sla_templates/${template.id}`)).body.code).toBe(
    'calendar_not_found',
  )
  for (const calendarId of [id, NOBODY]) {
    const sent = { ...gold, name: 'Silver', calendarId }
    expect((await admin('POST', '/admin/sla_templates', sent)).body.code).toBe('calendar_not_found')
  }
  await restore(`${PATH}/${id}`)
  expect((await restore(`/admin/sla_templates/${template.id}`)).status).toBe(200)
  const others = await world.call('admin@other.test', 'POST', '/admin/sla_templates', gold)
  expect(others.body.code).toBe('calendar_not_found')
})

it('shows what a target means, from any instant', async () => {
  const { id } = await make({ holidays: [{ date: '2026-12-25', name: 'Christmas' }] })
  const preview = (from: string, duration: string) =>
    admin('GET', `${PATH}/${id}/preview?from=${encodeURIComponent(from)}&duration=${duration}`)
  expect((await preview('2026-12-24T16:00:00+01:00', 'PT3H')).body).toEqual({
    dueAt: '2026-12-28T10:00:00.000Z',
    steps: [
      { from: '2026-12-24T15:00:00.000Z', to: '2026-12-24T16:00:00.000Z' },
      { from: '2026-12-28T08:00:00.000Z', to: '2026-12-28T10:00:00.000Z' },
    ],
    stepsTruncated: false,
  })
  const year = (await preview('2026-12-24T16:00:00Z', 'P365D')).body
  expect([year.steps.length, year.stepsTruncated]).toEqual([366, true])
  for (const duration of ['P1M', 'P1Y', 'P366D', 'PT0S', 'soon', '']) {
    expect((await preview('2026-12-24T16:00:00Z', duration)).status).toBe(400)
  }
  expect((await preview('Monday', 'PT1H')).status).toBe(400)
  expect((await preview('9999-12-31T12:00:00Z', 'P1D')).body.details).toHaveProperty('duration')
  expect((await admin('GET', `${PATH}/${id}/preview`)).status).toBe(400)
  expect((await preview('0001-01-02T00:00:00Z', 'PT1H')).status).toBe(200)
})

it('takes holidays from an iCalendar text', async () => {
  const { id } = await make({ holidays: [{ date: '2030-01-01', name: 'Own name' }] })
  const path = `${PATH}/${id}/holidays/import`
  const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n')
  const text = `BEGIN:VCALENDAR\r\n${event('DTSTART;VALUE=DATE:20300101', 'SUMMARY:New Year')}\r\n${event(
    'DTSTART;VALUE=DATE:20300501',
    'SUMMARY:Labour Day',
  )}\r\nEND:VCALENDAR`
  const imported = await admin('POST', path, { ics: text })
  expect(imported.body).toMatchObject({
    version: 2,
    holidays: [
      { date: '2030-01-01', name: 'Own name' },
      { date: '2030-05-01', name: 'Labour Day' },
    ],
  })
  expect((await admin('POST', path, { ics: text })).body).toEqual(imported.body)
  const wrong = await admin('POST', path, { ics: event('SUMMARY:x') })
  expect(wrong).toMatchObject({ status: 400, body: { code: 'validation_failed' } })
  expect(wrong.body.details).toEqual({ ics: ['event 1 has no date (DTSTART)'] })
  expect((await admin('POST', path, { ics: 'x'.repeat(500_001) })).status).toBe(400)
  expect((await admin('POST', path, { ics: text }, { 'If-Match': '"1"' })).status).toBe(412)
  expect((await admin('POST', `${PATH}/${NOBODY}/holidays/import`, { ics: text })).status).toBe(404)
})

it('is the organization’s own', async () => {
  const { id } = await make()
  const from = encodeURIComponent('2026-12-24T16:00:00Z')
  for (const [method, path] of [
    ['GET', `${PATH}/${id}`],
    ['GET', `${PATH}/${id}/preview?from=${from}&duration=PT1H`],
    ['DELETE', `${PATH}/${id}`],
  ] as const) {
    expect((await world.call('admin@other.test', method, path)).status).toBe(404)
    expect((await world.call('moderator', method, path)).status).toBe(403)
  }
})
