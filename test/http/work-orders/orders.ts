import { describe, expect, it } from 'vitest'
import type { WorkOrderView } from '../../../src/contracts/work-orders.js'
import { at, GIVEN, type WorkOrders } from '../../support/work-orders.js'

export function describeOrders({ world, send, order, step, offer, ids }: WorkOrders): void {
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
      const job = await offer(id, ids.technician, '08:00')
      expect(await all()).toEqual([true, true, true, false, false])
      expect((await step('it.head', job, 'accepted')).status).toBe(404)
      await send('moderator', 'POST', `/work_orders/${id}/cancel`)
      expect(await all()).toEqual([true, true, false, false, false])
    })
  })
}
