import ICAL from 'ical.js'
import { beforeAll, describe, expect, it } from 'vitest'
import type { JobView, WorkOrderView } from '../../src/contracts/work-orders.js'
import { advanceWorkOrder } from '../../src/write/work-orders/advance.js'
import { createFiles } from '../support/files.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const DAY = '2031-03-03' // a Monday
const at = (clock: string) => `${DAY}T${clock}:00.000Z`
const GIVEN = {
  ...{ title: 'Replace the router', skills: ['network'], durationMinutes: 60 },
  location: { address: '1 Harbour Street', area: 'north' },
  window: { from: at('06:00'), to: at('20:00') },
}

const send = (who: string, method: string, path: string, body?: unknown, headers = {}) =>
  world.call(who, method, path, body, headers)
const order = async (over: object = {}): Promise<WorkOrderView> => {
  const made = await send('moderator', 'POST', '/work_orders', { ...GIVEN, ...over })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body as WorkOrderView // conforms to the document
}
const assign = (id: string, technicianId: string, clock: string, over = {}) =>
  send('moderator', 'POST', `/work_orders/${id}/assign`, { technicianId, at: at(clock), ...over })
const step = (who: string, { id }: Pick<JobView, 'id'>, status: string, notes?: string) =>
  send(who, 'PATCH', `/jobs/${id}`, { status, ...(notes === undefined ? {} : { notes }) })
/** Of a work order that was offered for that time. */
const offer = async (id: string, technicianId: string, clock: string): Promise<JobView> => {
  const { status, body } = await assign(id, technicianId, clock)
  expect(status, JSON.stringify(body)).toBe(200)
  return body.jobs.at(-1)
}

let technician: string
let other: string
beforeAll(async () => {
  const hours = { mon: [['08:00', '17:00']] }
  const calendar = { name: 'Field', timezone: 'UTC', hours }
  const { body } = await send('admin', 'POST', '/admin/calendars', calendar)
  const make = async (login: string, over: object) => {
    const userId = await world.userId(login)
    const given = { userId, skills: ['Network'], serviceAreas: ['North'], ...over }
    return (await send('admin', 'POST', '/admin/technicians', given)).body.id
  }
  technician = await make('it.agent', { calendarId: body.id, maxJobsPerDay: 2 })
  other = await make('it.head', { skills: [] })
})

describe('a work order', () => {
  it('is numbered, changed, deleted and restored', async () => {
    const [one, next] = [await order(), await order()]
    expect(Number(next.number.slice(3))).toBe(Number(one.number.slice(3)) + 1)
    expect(one).toMatchObject({ status: 'open', priority: 'normal', jobs: [], technician: null })
    const path = `/work_orders/${one.number}`
    const changed = await send('moderator', 'PATCH', path, { priority: 'urgent' })
    expect(changed.body).toMatchObject({ id: one.id, priority: 'urgent', version: 2 })
    const same = await send('moderator', 'PATCH', path, { priority: 'urgent' })
    expect(same.headers.get('etag')).toBe('"2"')
    const stale = await send('admin', 'PATCH', path, { title: 'x' }, { 'If-Match': '"1"' })
    expect(stale.status).toBe(412)
    expect((await send('moderator', 'DELETE', path)).status).toBe(204)
    expect((await send('moderator', 'GET', path)).status).toBe(404)
    const listed = await send('moderator', 'GET', '/work_orders?deleted=true')
    expect(listed.body.items.map(({ id }: WorkOrderView) => id)).toEqual([one.id])
    expect((await send('moderator', 'POST', `${path}/restore`, {})).body.deletedAt).toBeNull()
  })
  it('names only what is there, and a window that has a length', async () => {
    const nobody = '01900000-0000-7000-8000-000000000000'
    const refused = async (over: object) =>
      (await send('moderator', 'POST', '/work_orders', { ...GIVEN, ...over })).body.code
    expect(await refused({ customerId: nobody })).toBe('customer_not_found')
    expect(await refused({ ticketId: nobody })).toBe('ticket_not_found')
    expect(await refused({ window: { from: at('08:00'), to: at('08:00') } })).toBe(
      'validation_failed',
    )
  })
  it('is seen by those who plan, its technician, and the head of its ticket’s department', async () => {
    const { id: ticketId } = await world.file()
    const { id } = await order({ ticketId })
    const sees = async (who: string) =>
      (await send(who, 'GET', `/work_orders/${id}`)).status === 200 &&
      (await send(who, 'GET', `/work_orders?ticketId=${ticketId}`)).body.items.length === 1
    const all = async () =>
      Promise.all(['moderator', 'it.head', 'it.agent', 'requester', 'finance.head'].map(sees))
    expect(await all()).toEqual([true, true, false, false, false])
    const job = await offer(id, technician, '08:00')
    expect(await all()).toEqual([true, true, true, false, false])
    expect((await step('it.head', job, 'accepted')).status).toBe(404)
    await send('moderator', 'POST', `/work_orders/${id}/cancel`)
    expect(await all()).toEqual([true, true, false, false, false])
  })
})

describe('an assignment', () => {
  it('is refused with its reason, and offered where nothing speaks against it', async () => {
    const { id } = await order()
    const refused = async (who: string, clock: string, of = id) => {
      const { status, body } = await assign(of, who, clock)
      expect(status).toBe(409)
      return body.code
    }
    expect(await refused(other, '09:00')).toBe('not_qualified')
    expect(await refused(technician, '05:30')).toBe('outside_window')
    expect(await refused(technician, '16:30')).toBe('outside_hours')
    const south = await order({ location: { address: 'x', area: 'south' } })
    expect(await refused(technician, '09:00', south.id)).toBe('outside_area')
    await offer(id, technician, '09:00')
    const second = await order()
    expect(await refused(technician, '09:59', second.id)).toBe('calendar_conflict')
    await offer(second.id, technician, '10:00')
    const third = await order()
    expect(await refused(technician, '12:00', third.id)).toBe('too_many_jobs')
    const { body } = await send('moderator', 'GET', `/work_orders/${third.id}/candidates`)
    const why = Object.fromEntries(
      body.items.map((one: { technician: { id: string }; why: string[] }) => [
        one.technician.id,
        one.why,
      ]),
    )
    expect(why[other]).toEqual(['not_qualified'])
    expect(why[technician]).toContain('too_many_jobs')
    expect(await refused(technician, '12:00')).toBe('invalid_transition')
    const gone = await assign(third.id, third.id, '12:00')
    expect([gone.status, gone.body.code]).toEqual([404, 'technician_not_found'])
    for (const one of [id, second.id]) {
      const back = await send('moderator', 'POST', `/work_orders/${one}/unassign`)
      expect(back.body).toMatchObject({ status: 'open', technician: null })
    }
  })
  it('is won by one of several who want the same time', async () => {
    const orders = await Promise.all(Array.from({ length: 6 }, () => order()))
    const answers = await Promise.all(orders.map(({ id }) => assign(id, technician, '14:00')))
    const codes = answers.map(({ status, body }) => (status === 200 ? 'won' : body.code)).sort()
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'calendar_conflict'), 'won'])
    const won = orders[answers.findIndex(({ status }) => status === 200)]
    await send('moderator', 'POST', `/work_orders/${won?.id}/cancel`)
  })
  it('never gives more a day than may be, however many try at once', async () => {
    const orders = await Promise.all(Array.from({ length: 5 }, () => order()))
    const tried = orders.map(({ id }, n) => assign(id, technician, `1${n}:00`))
    const won = (await Promise.all(tried)).filter(({ status }) => status === 200)
    expect(won).toHaveLength(2)
    for (const { body } of won) await send('moderator', 'POST', `/work_orders/${body.id}/cancel`)
  })
})

describe('a job', () => {
  it('goes on step by step by its technician, and so does its work order', async () => {
    const { id } = await order()
    const job = await offer(id, technician, '08:00')
    expect(job).toMatchObject({ status: 'assigned', nextSteps: ['accepted', 'declined'] })
    const early = await step('it.agent', job, 'started')
    expect([early.status, early.body.code]).toEqual([409, 'invalid_transition'])
    const reach = async (status: string, notes?: string) => {
      const { body } = await step('it.agent', job, status, notes)
      return [body.status, (await send('it.agent', 'GET', `/work_orders/${id}`)).body.status]
    }
    expect(await reach('accepted')).toEqual(['accepted', 'scheduled'])
    const late = await send('moderator', 'PATCH', `/work_orders/${id}`, { durationMinutes: 5 })
    expect(late.body.code).toBe('not_editable')
    expect(await reach('en_route')).toEqual(['en_route', 'en_route'])
    expect(await reach('started')).toEqual(['started', 'in_progress'])
    const there = await send('moderator', 'POST', `/work_orders/${id}/cancel`)
    expect(there.body.code).toBe('invalid_transition')
    expect((await send('moderator', 'DELETE', `/work_orders/${id}`)).body.code).toBe(
      'not_deletable',
    )
    expect(await reach('completed', 'A new router')).toEqual(['completed', 'completed'])
    const again = await step('it.agent', job, 'completed')
    expect([again.status, again.body.code]).toEqual([409, 'invalid_transition'])
    const { body } = await send('moderator', 'GET', `/work_orders/${id}`)
    expect(body.jobs[0]).toMatchObject({ notes: 'A new router', nextSteps: [] })
    const { items } = (
      await send(
        'it.agent',
        'GET',
        `/technicians/${technician}/schedule?from=${at('00:00')}&to=${at('23:00')}`,
      )
    ).body
    expect(items.map((one: JobView) => one.id)).toContain(job.id)
    const foreign = `/technicians/${other}/schedule?from=${at('00:00')}&to=${at('23:00')}`
    expect((await send('it.agent', 'GET', foreign)).status).toBe(404)
  })
  it('that is declined gives the time and the work order free', async () => {
    const { id } = await order()
    const job = await offer(id, technician, '15:00')
    await step('it.agent', job, 'declined', 'On leave')
    const { body } = await send('moderator', 'GET', `/work_orders/${id}`)
    expect(body).toMatchObject({ status: 'open', technician: null })
    const anew = await offer(id, technician, '15:00')
    expect(anew.id).not.toBe(job.id)
    await send('moderator', 'POST', `/work_orders/${id}/cancel`, { reason: 'Done by phone' })
  })
  it('that was offered is not accepted once the offer has expired, though nobody has said so yet', async () => {
    const { id } = await order()
    const { body } = await assign(id, technician, '15:00', { acceptWithin: 'PT1H' })
    const job: JobView = body.jobs.at(-1)
    const acceptBy = new Date(Date.now() - 1000).toISOString()
    await world.owner.query('UPDATE job SET accept_by = $2 WHERE id = $1', [job.id, acceptBy])
    const late = await step('it.agent', job, 'accepted')
    expect([late.status, late.body.code]).toEqual([409, 'invalid_transition'])
    expect(late.body.error).toContain(acceptBy)
    expect((await step('it.agent', job, 'declined')).status).toBe(200)
  })
  it('keeps a signature and photos, for those who see its work order', async () => {
    const { id } = await order()
    const job = await offer(id, technician, '12:00')
    const files = createFiles(world)
    const [signature, photo, theirs] = [
      await files.upload('it.agent', 'signed'),
      await files.upload('it.agent', 'a photo'),
      await files.upload('requester', 'x'),
    ]
    const say = (body: object) => send('it.agent', 'PATCH', `/jobs/${job.id}`, body)
    const foreign = await say({ status: 'accepted', photos: [theirs] })
    expect([foreign.status, foreign.body.code]).toEqual([404, 'attachment_not_found'])
    for (const status of ['accepted', 'en_route', 'started']) await step('it.agent', job, status)
    const done = await say({ status: 'completed', signature, photos: [photo] })
    expect(done.body).toMatchObject({ signature: { id: signature }, photos: [{ id: photo }] })
    const reads = ['it.agent', 'moderator', 'requester', 'it.head'].map((who) =>
      files.read(who, signature),
    )
    expect(await Promise.all(reads)).toEqual([200, 200, 404, 404])
    const again = await world.file('it.agent', { attachments: [photo] }).catch(() => 'refused')
    expect(again).toBe('refused')
    const path = `/attachments/${photo}`
    expect((await send('it.agent', 'DELETE', path)).status).toBe(403)
    expect((await send('moderator', 'DELETE', path)).status).toBe(204)
    const { body } = await send('moderator', 'GET', `/work_orders/${id}`)
    expect(body.jobs[0]).toMatchObject({ signature: { id: signature }, photos: [] })
  })
  it('stands while its organization is inactive, and is carried on once that is restored', async () => {
    const [{ id: workOrderId }, organizationId] = [await order(), await world.organizationId()]
    const advance = async (active: boolean) => {
      const set = 'UPDATE organization SET active = $1 WHERE id = $2'
      await world.owner.query(set, [active, organizationId])
      const advanced = await advanceWorkOrder(
        world.db,
        { organizationId, workOrderId },
        at('06:01'),
      )
      const [row] = await world.owner.query<{ late: boolean }>(
        'SELECT late_for IS NOT NULL AS late FROM work_order WHERE id = $1',
        [workOrderId],
      )
      return [advanced?.next, advanced?.isOver, row?.late]
    }
    expect(await advance(false)).toEqual([null, false, false])
    expect(await advance(true)).toEqual([null, false, true])
  })
  it('is told in the log, for whoever acts upon it', async () => {
    const { id } = await order()
    const rows = await world.owner.query<{ name: string }>(
      `SELECT event->'happened'->0->>'name' AS name FROM stream_event
       WHERE event->>'entity' = 'work_order' AND event->>'entityId' = $1 ORDER BY id`,
      [id],
    )
    expect(rows).toEqual([{ name: 'work_order.created' }])
  })
})

describe('a technician’s calendar', () => {
  const parse = (text: string) =>
    new ICAL.Component(ICAL.parse(text))
      .getAllSubcomponents('vevent')
      .map((event) => new ICAL.Event(event))
  it('is read by whoever has its token, with cancelled jobs as such, until that is taken back', async () => {
    await world.owner.query(`UPDATE technician SET max_jobs_per_day = NULL, calendar_id = NULL`)
    const now = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000 + 2 * 86_400_000)
    const begins = now.toISOString()
    const near = {
      ...{ title: 'Lamps, fuses; and\nmore', description: 'Bring a “ladder”\\' },
      window: { from: begins, to: new Date(now.getTime() + 86_400_000).toISOString() },
      location: { ...GIVEN.location, latitude: 48.2, longitude: 16.37 },
    }
    const [done, dropped, later] = [await order(near), await order(near), await order()]
    const sent = async ({ id }: WorkOrderView, starts: string): Promise<JobView> => {
      const body = { technicianId: technician, at: starts }
      const answer = await send('moderator', 'POST', `/work_orders/${id}/assign`, body)
      expect(answer.status, JSON.stringify(answer.body)).toBe(200)
      return answer.body.jobs.at(-1)
    }
    const job = await sent(done, begins)
    const gone = await sent(dropped, new Date(now.getTime() + 3_600_000).toISOString())
    await sent(later, at('18:00'))
    await send('moderator', 'POST', `/work_orders/${dropped.id}/cancel`)

    const path = `/technicians/${technician}/calendar_token`
    expect((await send('it.head', 'POST', path)).status).toBe(404)
    const first = (await send('moderator', 'POST', path)).body
    const made = await send('it.agent', 'POST', path)
    expect(made.status).toBe(201)
    const read = (token: string, headers: Record<string, string> = {}) =>
      world.app.request(`/api/v1/technicians/${technician}/calendar.ics?token=${token}`, {
        headers,
      })
    expect((await read(first.token)).status).toBe(404)
    expect(made.body.path).toBe(
      `/api/v1/technicians/${technician}/calendar.ics?token=${made.body.token}`,
    )
    const answer = await read(made.body.token)
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    const events = parse(await answer.text())
    const found = (id: string) => events.find(({ uid }) => uid === `${id}@perdure`)
    expect(events).toHaveLength(2)
    expect(found(job.id)?.startDate.toJSDate().toISOString()).toBe(begins)
    expect(found(job.id)?.startDate.zone.tzid).toBe('UTC')
    expect(found(job.id)?.duration.toSeconds()).toBe(3600)
    expect(found(job.id)).toMatchObject({
      summary: `${done.number} Lamps, fuses; and\nmore`,
      ...{ description: 'Bring a “ladder”\\', location: '1 Harbour Street', sequence: 2 },
    })
    const status = (id: string) => found(id)?.component.getFirstPropertyValue('status')
    expect([status(job.id), status(gone.id)]).toEqual(['TENTATIVE', 'CANCELLED'])

    const etag = answer.headers.get('etag') ?? ''
    expect((await read(made.body.token, { 'If-None-Match': etag })).status).toBe(304)
    await step('it.agent', job, 'accepted')
    const anew = await read(made.body.token, { 'If-None-Match': etag })
    const accepted = parse(await anew.text()).find(({ uid }) => uid === `${job.id}@perdure`)
    expect(accepted?.sequence).toBe(3)
    expect((await send('it.agent', 'DELETE', path)).status).toBe(204)
    expect((await send('it.agent', 'DELETE', path)).status).toBe(404)
    expect((await read(made.body.token)).status).toBe(404)
    const [row] = await world.owner.query<{ row: string }>(
      'SELECT t::text AS row FROM technician t WHERE id = $1',
      [technician],
    )
    expect(row?.row).not.toContain(made.body.token)
  })
})
