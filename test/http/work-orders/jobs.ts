import { describe, expect, it } from 'vitest'
import type { JobView } from '../../../src/contracts/work-orders.js'
import { advanceWorkOrder } from '../../../src/write/work-orders/advance.js'
import { createFiles } from '../../support/files.js'
import { at, type WorkOrders } from '../../support/work-orders.js'

export function describeJobs({ world, send, order, assign, step, offer, ids }: WorkOrders): void {
  describe('a job', () => {
    it('goes on step by step by its technician, and so does its work order', async () => {
      const { id } = await order()
      const job = await offer(id, ids.technician, '08:00')
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
          `/technicians/${ids.technician}/schedule?from=${at('00:00')}&to=${at('23:00')}`,
        )
      ).body
      expect(items.map((one: JobView) => one.id)).toContain(job.id)
      const foreign = `/technicians/${ids.other}/schedule?from=${at('00:00')}&to=${at('23:00')}`
      expect((await send('it.agent', 'GET', foreign)).status).toBe(404)
    })
    it('that is declined gives the time and the work order free', async () => {
      const { id } = await order()
      const job = await offer(id, ids.technician, '15:00')
      await step('it.agent', job, 'declined', 'On leave')
      const { body } = await send('moderator', 'GET', `/work_orders/${id}`)
      expect(body).toMatchObject({ status: 'open', technician: null })
      const anew = await offer(id, ids.technician, '15:00')
      expect(anew.id).not.toBe(job.id)
      await send('moderator', 'POST', `/work_orders/${id}/cancel`, { reason: 'Done by phone' })
    })
    it('that was offered is not accepted once the offer has expired, though nobody has said so yet', async () => {
      const { id } = await order()
      const { body } = await assign(id, ids.technician, '15:00', { acceptWithin: 'PT1H' })
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
      const job = await offer(id, ids.technician, '12:00')
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
      const audited = await world.owner.query(
        `SELECT 1 FROM audit_entry WHERE action = 'work_order.announce_late' AND entity_id = $1`,
        [workOrderId],
      )
      expect(audited).toHaveLength(1)
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
}
