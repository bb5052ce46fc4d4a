import { beforeAll } from 'vitest'
import { keepKeys } from './letters.js'
import { createSelling } from './selling.js'
import { useWorld } from './world.js'

export const PRICE = { amount: 9_900, currency: 'EUR' }

/** A world with two plans, and a customer whom they are sold to. */
export function useBilling() {
  const world = useWorld({
    prepare: async () => ({ env: await keepKeys(), stop: async () => undefined }),
  })
  const selling = createSelling(world)
  const { post } = selling
  /** There before the first test. */
  const ids = { customerId: '', gold: '', silver: '' }
  beforeAll(async () => {
    const userId = await world.userId('requester')
    ids.customerId = (await post('/admin/customers', { company: 'Acme', userId })).id
    ids.gold = (
      await post('/plans', { name: 'Gold', price: PRICE, period: 'P1M', taxRate: 1900 })
    ).id
    const price = { ...PRICE, amount: 3_300 }
    ids.silver = (await post('/plans', { name: 'Silver', price, period: 'P1M', taxRate: 1900 })).id
  })
  async function sell(token: string, over: object = {}, customer = ids.customerId) {
    const method = await post('/payment_methods', { customerId: customer, token })
    const body = { planId: ids.gold, paymentMethodId: method.id, ...over }
    return post(`/customers/${customer}/contracts`, body)
  }
  /** What the plan gives a ticket that is filed without one. */
  const filePriority = async () => (await world.file('it.head', {})).priority
  return { ...selling, world, ids, sell, filePriority }
}

export type Billing = ReturnType<typeof useBilling>
