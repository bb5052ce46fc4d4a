import { describe, expect, it } from 'vitest'
import { advanceContract } from '../../../src/write/billing/advance.js'
import { type Billing, PRICE } from '../../support/billing-world.js'

export function describeEntitlements({ world, call, post, awaitInvoice }: Billing): void {
  describe('what a customer is entitled to', () => {
    it('given a plan of one ticket, when more are filed, then they are refused, or billed above the number', async () => {
      const userId = await world.userId('it.agent')
      const { id: own } = await post('/admin/customers', { company: 'Entitled', userId })
      const limits = { ticketsPerPeriod: 1, priority: 'high', channels: ['web'] }
      const limited = { name: 'One', price: PRICE, period: 'P1M', entitlements: limits }
      const { id: planId } = await post('/plans', limited)
      const { id: paymentMethodId } = await post('/payment_methods', {
        customerId: own,
        token: 'tok_approve',
      })
      const { id } = await post(`/customers/${own}/contracts`, { planId, paymentMethodId })
      await awaitInvoice(id, 'paid')
      const departmentId = await world.departmentId('IT')
      const file = (body: object = {}) =>
        call('it.agent', 'POST', '/tickets', {
          title: 'x',
          description: 'x',
          departmentId,
          ...body,
        })
      const draft = (await file({ isDraft: true })).body
      const both = await Promise.all([file(), file()])
      expect(both.map(({ status }) => status).sort()).toEqual([201, 402])
      expect(both.find(({ status }) => status === 201)?.body.priority).toBe('high')
      expect(both.find(({ status }) => status === 402)?.body).toMatchObject({
        ...{ code: 'entitlement_exhausted', details: { used: 1, included: 1 } },
      })
      const submit = () => call('it.agent', 'PATCH', `/tickets/${draft.id}`, { isDraft: false })
      expect((await submit()).body.code).toBe('entitlement_exhausted')
      await call('admin', 'PATCH', `/plans/${planId}`, { overage: { amount: 500 } })
      await post(`/contracts/${id}/change_plan`, { planId, when: 'now' })
      expect((await submit()).body).toMatchObject({ status: 'submitted', priority: 'high' })
      const usage = (await call('it.agent', 'GET', `/contracts/${id}/usage`)).body
      expect(usage.tickets).toEqual({ used: 2, included: 1, left: 0, overage: 1 })
      const setEnd = (to: string) =>
        world.owner.query(
          `UPDATE contract SET state = jsonb_set(state, '{period,to}', to_jsonb($2::text)) WHERE id = $1`,
          [id, to],
        )
      const setOverage = (overage: string) =>
        world.owner.query(
          `UPDATE contract SET state = jsonb_set(state, '{terms,overage}', $2::jsonb) WHERE id = $1`,
          [id, overage],
        )
      const end = usage.period.to
      await setEnd(new Date().toISOString()) // as while nobody begins the next period
      expect((await file()).status).toBe(201)
      const next = (await call('it.agent', 'GET', `/contracts/${id}/usage`)).body
      expect(next.tickets).toEqual({ used: 1, included: 1, left: 0, overage: 0 })
      expect(Date.parse(next.period.to)).toBeGreaterThan(Date.parse(usage.period.from))
      await setOverage('null')
      expect((await file()).body.details).toMatchObject({ used: 1, included: 1 })
      await setOverage('{"amount": 500}')
      await setEnd(end)
      const remove = () => call('admin', 'DELETE', `/admin/customers/${own}`)
      const kept = await remove()
      expect(kept.body).toMatchObject({ code: 'not_deletable', details: { contractIds: [id] } })
      await post(`/contracts/${id}/cancel`, { at: 'now' })
      const last = await awaitInvoice(id, 'paid')
      expect([last.lines.length, last.total]).toEqual([1, 500])
      expect((await file()).status).toBe(201)
      await world.until(async () => (await remove()).status === 204)
    })

    it('given two contracts, when the number of one is used up, then the other is used before more is billed, and what was filed keeps its promise', async () => {
      const userId = await world.userId('finance.head')
      const { id: own } = await post('/admin/customers', { company: 'Twice', userId })
      const method = await post('/payment_methods', { customerId: own, token: 'tok_approve' })
      const organizationId = await world.organizationId()
      const overage = { amount: 500 }
      const buy = async (name: string, limits: object) => {
        const targets = [{ priority: 'normal', resolution: 'PT8H' }]
        const all = [{ field: 'tags', op: 'contains', value: name }]
        const policy = { name, order: 1, active: true, targets, conditions: { all } }
        const slaPolicyId = (await post('/admin/sla_policies', policy)).id
        const entitlements = { slaPolicyId, ...limits }
        const terms = { name, price: PRICE, period: 'P1M', entitlements, overage }
        const plan = await post('/plans', terms)
        const body = { planId: plan.id, paymentMethodId: method.id }
        const { id: contractId } = await post(`/customers/${own}/contracts`, body)
        await advanceContract(world.db, { organizationId, contractId }, new Date().toISOString())
        return slaPolicyId
      }
      const promised = [await buy('Once', { ticketsPerPeriod: 1 }), await buy('Often', {})]
      const draft = await world.file('finance.head', { isDraft: true })
      const files = [await world.file('finance.head'), draft]
      await call('finance.head', 'PATCH', `/tickets/${draft.id}`, { isDraft: false })
      for (const [n, { id }] of files.entries()) {
        const { body } = await call('moderator', 'POST', `/moderator/tickets/${id}/assign`, {})
        expect(body.sla.policyId).toBe(promised[n])
      }
    })
  })
}
