import { describe, expect, it } from 'vitest'
import { GIVEN, type WorkOrders } from '../../support/work-orders.js'

export function describeAssignments({ send, order, assign, offer, ids }: WorkOrders): void {
  describe('an assignment', () => {
    it('is refused with its reason, and offered where nothing speaks against it', async () => {
      const first = await order()
      const { id } = first
      const refused = async (who: string, clock: string, of = id) => {
        const { status, body } = await assign(of, who, clock)
        expect(status).toBe(409)
        return body.code
      }
      expect(await refused(ids.other, '09:00')).toBe('not_qualified')
      expect(await refused(ids.technician, '05:30')).toBe('outside_window')
      expect(await refused(ids.technician, '16:30')).toBe('outside_hours')
      const south = await order({ location: { address: 'x', area: 'south' } })
      expect(await refused(ids.technician, '09:00', south.id)).toBe('outside_area')
      await offer(id, ids.technician, '09:00')
      const again = await send('moderator', 'PATCH', `/work_orders/${id}`, GIVEN)
      expect([again.status, again.body.version]).toEqual([200, 2])
      const second = await order()
      expect(await refused(ids.technician, '09:59', second.id)).toBe('calendar_conflict')
      await offer(second.id, ids.technician, '10:00')
      const leaves = await send('admin', 'DELETE', `/admin/technicians/${ids.technician}`)
      expect(leaves.body).toMatchObject({
        ...{ code: 'not_deletable', details: { workOrders: [first.number, second.number] } },
      })
      const third = await order()
      expect(await refused(ids.technician, '12:00', third.id)).toBe('too_many_jobs')
      const { body } = await send('moderator', 'GET', `/work_orders/${third.id}/candidates`)
      const why = Object.fromEntries(
        body.items.map((one: { technician: { id: string }; why: string[] }) => [
          one.technician.id,
          one.why,
        ]),
      )
      expect(why[ids.other]).toEqual(['not_qualified'])
      expect(why[ids.technician]).toContain('too_many_jobs')
      expect(await refused(ids.technician, '12:00')).toBe('invalid_transition')
      const gone = await assign(third.id, third.id, '12:00')
      expect([gone.status, gone.body.code]).toEqual([404, 'technician_not_found'])
      for (const one of [id, second.id]) {
        const back = await send('moderator', 'POST', `/work_orders/${one}/unassign`)
        expect(back.body).toMatchObject({ status: 'open', technician: null })
      }
    })
    it('is won by one of several who want the same time', async () => {
      const orders = await Promise.all(Array.from({ length: 6 }, () => order()))
      const answers = await Promise.all(orders.map(({ id }) => assign(id, ids.technician, '14:00')))
      const codes = answers.map(({ status, body }) => (status === 200 ? 'won' : body.code)).sort()
      expect(codes).toEqual([...Array.from({ length: 5 }, () => 'calendar_conflict'), 'won'])
      const won = orders[answers.findIndex(({ status }) => status === 200)]
      await send('moderator', 'POST', `/work_orders/${won?.id}/cancel`)
    })
    it('never gives more a day than may be, however many try at once', async () => {
      const orders = await Promise.all(Array.from({ length: 5 }, () => order()))
      const tried = orders.map(({ id }, n) => assign(id, ids.technician, `1${n}:00`))
      const won = (await Promise.all(tried)).filter(({ status }) => status === 200)
      expect(won).toHaveLength(2)
      for (const { body } of won) await send('moderator', 'POST', `/work_orders/${body.id}/cancel`)
    })
  })
}
