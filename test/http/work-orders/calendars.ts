import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import type { JobView, WorkOrderView } from '../../../src/contracts/work-orders.js'
import { at, GIVEN, type WorkOrders } from '../../support/work-orders.js'

export function describeCalendars({ world, send, order, step, ids }: WorkOrders): void {
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
        const body = { technicianId: ids.technician, at: starts }
        const answer = await send('moderator', 'POST', `/work_orders/${id}/assign`, body)
        expect(answer.status, JSON.stringify(answer.body)).toBe(200)
        return answer.body.jobs.at(-1)
      }
      const job = await sent(done, begins)
      const gone = await sent(dropped, new Date(now.getTime() + 3_600_000).toISOString())
      await sent(later, at('18:00'))
      await send('moderator', 'POST', `/work_orders/${dropped.id}/cancel`)

      const path = `/technicians/${ids.technician}/calendar_token`
      expect((await send('it.head', 'POST', path)).status).toBe(404)
      const first = (await send('moderator', 'POST', path)).body
      const made = await send('it.agent', 'POST', path)
      expect(made.status).toBe(201)
      const read = (token: string, headers: Record<string, string> = {}) =>
        world.app.request(`/api/v1/technicians/${ids.technician}/calendar.ics?token=${token}`, {
          headers,
        })
      expect((await read(first.token)).status).toBe(404)
      expect(made.body.path).toBe(
        `/api/v1/technicians/${ids.technician}/calendar.ics?token=${made.body.token}`,
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
      expect(found(gone.id)).toMatchObject({ location: null, description: null })

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
        [ids.technician],
      )
      expect(row?.row).not.toContain(made.body.token)
    })
  })
}
