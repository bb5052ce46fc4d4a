import { describe, expect, it } from 'vitest'
import { advanceContract } from '../../../src/write/billing/advance.js'
import { settlePayment } from '../../../src/write/billing/settle-payment.js'
import { type Billing, PRICE } from '../../support/billing-world.js'
import { connectTemporal, DAY, fastForward } from '../../support/temporal.js'

const DAY_MS = 86_400_000

export function describeContracts({
  world,
  call,
  post,
  read,
  listInvoices,
  awaitInvoice,
  countCharges,
  contractWorkflow,
  awaitRefusal,
  awaitDetails,
  listAttempts,
  sell,
  filePriority,
  ids,
}: Billing): void {
  describe('a contract', () => {
    it('given it begins, when its provider approves, hangs or answers twice, then its invoice is paid by one charge', async () => {
      const contracts = await Promise.all(
        ['tok_approve', 'tok_hang', 'tok_twice'].map((one) => sell(one)),
      )
      for (const { id } of contracts) {
        const invoice = await awaitInvoice(id, 'paid')
        expect(invoice).toMatchObject({
          total: 11_781,
          tax: 1_881,
          kind: 'invoice',
          customerId: ids.customerId,
        })
        expect(invoice.lines).toMatchObject([{ quantity: 1, amount: 9_900 }])
        expect([await countCharges(id), (await read(id)).status]).toEqual([1, 'active'])
      }
      const { items } = (await call('admin', 'GET', `/invoices?customerId=${ids.customerId}`)).body
      const numbers = items.map(({ number }: { number: string }) => number).sort()
      expect(numbers).toEqual(['INV-1', 'INV-2', 'INV-3'])
      const customer = (await call('admin', 'GET', `/admin/customers/${ids.customerId}`)).body
      expect(customer.lifetimeValue).toBe(3 * 11_781)
      const yen = { name: 'Yen', price: { amount: 500, currency: 'JPY' }, period: 'P1M' }
      const { id: planId } = await post('/plans', yen)
      await awaitInvoice((await sell('tok_approve', { planId })).id, 'paid')
      const { body } = await call('admin', 'GET', `/admin/customers/${ids.customerId}`)
      const paid = [
        { amount: 500, currency: 'JPY' },
        { amount: 3 * 11_781, currency: 'EUR' },
      ]
      expect(body).toMatchObject({ lifetimeValue: 500, lifetimeValues: paid })
    })

    it('given payments are refused, when a week has passed, then it is suspended after four more tries, and goes on once it is paid', async () => {
      const userId = await world.userId('it.head')
      const own = (await post('/admin/customers', { company: 'Late', userId })).id
      const entitlements = { priority: 'high' }
      const plan = { name: 'Late', price: PRICE, period: 'P1M', entitlements }
      const { id: planId } = await post('/plans', plan)
      const late = await sell('tok_decline', { planId }, own)
      const left = await sell('tok_decline', {}, own)
      for (const { id } of [late, left]) await awaitRefusal(id)
      await post(`/contracts/${left.id}/cancel`, { at: 'now' })
      expect(await filePriority()).toBe('high')

      for (const { id } of [late, left]) await awaitDetails(id, 'is due at')
      for (const { id } of [late, left]) {
        await fastForward(connectTemporal(world), contractWorkflow(id), 8 * DAY)
      }
      for (const { id } of [late, left]) {
        const failed = await awaitInvoice(id, 'failed')
        expect(failed.paidAt).toBeNull()
        expect(await listAttempts(id)).toEqual([0, 1, 3, 5, 7])
      }
      const standing = [(await read(late.id)).status, (await read(left.id)).status]
      expect(standing).toEqual(['suspended', 'cancelled'])
      expect(await filePriority()).toBe('normal')
      const told = (await call('it.head', 'GET', '/notifications?limit=100')).body.items
      const count = (type: string) =>
        told.filter((one: { type: string }) => one.type === type).length
      expect([count('invoice_failed'), count('contract_suspended')]).toEqual([4 + 5, 1])
      const mails = async () =>
        world.owner.query<{ subject: string }>(
          `SELECT m.subject FROM dev_mail m WHERE m."to" = 'it.head@demo.test' AND m.subject LIKE '%refused%'`,
        )
      await world.until(async () => (await mails()).length === 4 + 5, 20_000)

      const method = await post('/payment_methods', { customerId: own, token: 'tok_approve' })
      const keep = () =>
        call('admin', 'PATCH', `/contracts/${late.id}`, { paymentMethodId: method.id })
      expect((await keep()).body.version).toBe((await keep()).body.version)
      await post(`/contracts/${late.id}/resume`)
      await awaitInvoice(late.id, 'paid')
      expect([(await read(late.id)).status, await countCharges(late.id)]).toEqual(['active', 1])
      expect(await filePriority()).toBe('high')
      const advanced = await world.owner.query<{ status: string }>(
        `SELECT d.after->>'status' AS status FROM audit_entry e JOIN audit_detail d ON d.audit_id = e.id
         WHERE e.action = 'contract.advance' AND e.entity_id = $1 ORDER BY e.id`,
        [late.id],
      )
      expect(advanced.map(({ status }) => status)).toEqual(['active', 'suspended', 'active'])
    })

    it('when its plan changes now, then the difference is credited and given back; cancelled, it ends', async () => {
      const { id } = await sell('tok_approve', { startsAt: new Date(Date.now() - 10 * DAY_MS) })
      const paid = await awaitInvoice(id, 'paid')
      expect(
        (
          await call('admin', 'POST', `/contracts/${id}/change_plan`, {
            planId: ids.gold,
            when: 'now',
          })
        ).status,
      ).toBe(200)
      const changed = await post(`/contracts/${id}/change_plan`, {
        planId: ids.silver,
        when: 'now',
      })
      expect(changed.plan.name).toBe('Silver')
      const credit = await awaitInvoice(id, 'credited')
      expect([credit.kind, credit.number, credit.total < 0]).toEqual(['credit_note', 'CN-1', true])
      expect(credit.lines[0].amount + credit.lines[1].amount + credit.tax).toBe(credit.total)
      const stale = await world.call(
        'admin',
        'POST',
        `/contracts/${id}/cancel`,
        { at: 'now' },
        { 'If-Match': '"1"' },
      )
      expect([stale.status, stale.body.code]).toEqual([412, 'revision_mismatch'])
      const ending = await post(`/contracts/${id}/cancel`, { at: 'period_end' })
      expect([ending.status, ending.cancelAtPeriodEnd]).toEqual(['active', true])
      expect((await post(`/contracts/${id}/resume`)).cancelAtPeriodEnd).toBe(false)
      const ended = await post(`/contracts/${id}/cancel`, { at: 'now', refund: true })
      expect(ended.status).toBe('cancelled')
      const last = await awaitInvoice(id, 'credited')
      expect(last.number).toBe('CN-2')
      const used = paid.total + credit.total + last.total
      expect(used).toBeGreaterThan(0)
      const again = await call('admin', 'POST', `/contracts/${id}/cancel`, { at: 'now' })
      expect([again.status, again.body.code]).toEqual([409, 'invalid_transition'])
      const run = connectTemporal(world).workflow.getHandle(contractWorkflow(id))
      await world.until(async () => (await run.describe()).status.name === 'COMPLETED', 20_000)

      const organizationId = await world.organizationId()
      const [refund] = await world.owner.query<{ id: string }>(
        `UPDATE payment SET status = 'pending' WHERE invoice_id = $1 AND kind = 'refund' RETURNING id`,
        [last.id],
      )
      const declined = { kind: 'declined', reference: null, at: new Date().toISOString() } as const
      await settlePayment(world.db, { organizationId, paymentId: refund?.id ?? '' }, declined)
      expect((await awaitInvoice(id, 'failed')).number).toBe('CN-2')
      const hears = async (who: string) => {
        const told = (await call(who, 'GET', '/notifications?limit=100')).body.items
        return told.filter((one: { type: string }) => one.type === 'refund_failed').length
      }
      expect([await hears('admin'), await hears('requester')]).toEqual([1, 0])
    })

    it('given its payment is under way, when it is cancelled with a refund, then that is given back once it is paid', async () => {
      const { id } = await sell('tok_hang', { startsAt: new Date(Date.now() - 10 * DAY_MS) })
      await awaitInvoice(id, 'open')
      expect((await post(`/contracts/${id}/cancel`, { at: 'now', refund: true })).status).toBe(
        'cancelled',
      )
      const credit = await awaitInvoice(id, 'credited')
      const [, paid] = await listInvoices(id)
      expect([credit.kind, paid.status, paid.total + credit.total > 0]).toEqual([
        ...['credit_note', 'paid', true],
      ])
      const [given] = await world.owner.query<{ total: number }>(
        `SELECT sum(amount)::float8 AS total FROM payment WHERE contract_id = $1 AND kind = 'refund' AND status = 'captured'`,
        [id],
      )
      expect(given?.total).toBe(-credit.total)
    })

    it('when others ask for it, then customers see their own and nobody another’s', async () => {
      const { id } = await sell('tok_approve', {
        startsAt: new Date(Date.now() + DAY_MS),
        quantity: 2,
      })
      const paths = [
        `/contracts/${id}`,
        `/contracts/${id}/usage`,
        `/customers/${ids.customerId}/contracts`,
      ]
      const statuses = async (who: string) =>
        Promise.all(paths.map(async (path) => (await call(who, 'GET', path)).status))
      expect(await statuses('requester')).toEqual([200, 200, 200])
      expect(await statuses('requester2')).toEqual([404, 404, 404])
      const { plan } = (await call('requester', 'GET', `/contracts/${id}`)).body
      expect(plan).toMatchObject({ price: PRICE, period: 'P1M', taxRate: 1900, version: 1 })
      expect((await call('requester2', 'GET', '/invoices')).body.items).toEqual([])
      const own = (await call('requester', 'GET', '/invoices?status=paid')).body.items
      expect(own.length).toBeGreaterThan(0)
      const pdf = `/invoices/${own[0].id}.pdf`
      const headers = { Authorization: `Bearer ${await world.token('requester')}` }
      await call('requester', 'PATCH', '/users/me', { language: 'de' })
      const document = await world.app.request(`/api/v1${pdf}`, { headers })
      expect(document.headers.get('content-type')).toBe('application/pdf')
      const bytes = Buffer.from(await document.arrayBuffer())
      const has = ['%PDF-', 'DejaVuSans', '(Rechnung INV-'].map((part) => bytes.includes(part))
      expect(has).toEqual([true, true, true])
      expect((await call('requester2', 'GET', pdf)).status).toBe(404)
      expect(
        (await call('requester', 'POST', `/contracts/${id}/cancel`, { at: 'now' })).status,
      ).toBe(403)
      const userId = await world.userId('requester2')
      await call('admin', 'POST', `/admin/users/${userId}/permissions`, {
        permission: 'billing.manage',
      })
      expect(await statuses('requester2')).toEqual([200, 200, 200])
      expect(await read(id)).toMatchObject({
        status: 'scheduled',
        quantity: 2,
        currentPeriod: null,
      })
      const ref = { organizationId: await world.organizationId(), contractId: id }
      const tomorrow = new Date(Date.now() + 2 * DAY_MS).toISOString()
      const set = 'UPDATE organization SET active = $1 WHERE id = $2'
      await world.owner.query(set, [false, ref.organizationId])
      const stands = { payments: [], nextDueAt: null, status: 'scheduled' }
      expect(await advanceContract(world.db, ref, tomorrow)).toEqual(stands)
      await world.owner.query(set, [true, ref.organizationId])
      expect((await advanceContract(world.db, ref, tomorrow))?.payments).toHaveLength(1)
    })
  })
}
