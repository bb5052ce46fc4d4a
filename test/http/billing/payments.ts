import { describe, expect, it } from 'vitest'
import { loadKeyRing } from '../../../src/auth/keys.js'
import { signEvent } from '../../../src/payments/sandbox-events.js'
import type { Billing } from '../../support/billing-world.js'

export function describePayments({ world, call, post, ids }: Billing): void {
  describe('payments', () => {
    it('when a card is sent, or what the provider does not know, then it is refused', async () => {
      const give = async (body: object) =>
        (await call('admin', 'POST', '/payment_methods', body)).body.code
      expect(await give({ customerId: ids.customerId, token: '4111 1111 1111 1111' })).toBe(
        'card_number_refused',
      )
      expect(
        await give({ customerId: ids.customerId, token: 'tok_approve', card: 4111111111111111 }),
      ).toBe('card_number_refused')
      expect(await give({ customerId: ids.customerId, token: 'tok_other' })).toBe(
        'validation_failed',
      )
      const method = await post('/payment_methods', {
        customerId: ids.customerId,
        token: 'tok_approve',
      })
      const others = await post('/admin/customers', { company: 'Other' })
      const body = { planId: ids.gold, paymentMethodId: method.id }
      const foreign = await call('admin', 'POST', `/customers/${others.id}/contracts`, body)
      expect([foreign.status, foreign.body.code]).toEqual([404, 'payment_method_not_found'])
      expect((await call('admin', 'DELETE', `/payment_methods/${method.id}`)).status).toBe(204)
      const gone = await call('admin', 'POST', `/customers/${ids.customerId}/contracts`, body)
      expect(gone.body.code).toBe('payment_method_not_found')
    })

    it('when somebody says that one was captured, then only the provider is believed', async () => {
      const { paymentSecrets } = await loadKeyRing(world.config.signingKeys)
      const [payment] = await world.owner.query<{ id: string }>(
        `SELECT id FROM payment WHERE status = 'captured' LIMIT 1`,
      )
      const key = payment?.id ?? ''
      const event = {
        organizationId: await world.organizationId(),
        key,
        kind: 'captured',
        reference: key,
      } as const
      const { signature } = signEvent(paymentSecrets[0], event)
      const say = async (headers: Record<string, string>) =>
        (await world.call(null, 'POST', '/hooks/payments/sandbox', event, headers)).status
      expect(await say({ 'sandbox-signature': signature })).toBe(200)
      expect(
        await say({ 'sandbox-signature': signature.replace(/^./, (c) => (c === 'a' ? 'b' : 'a')) }),
      ).toBe(401)
      expect(await say({})).toBe(401)
    })
  })
}
