import { v7 as uuidv7 } from 'uuid'
import { newContract } from '../../src/contracts/contracts.js'
import { newCustomer } from '../../src/contracts/customers.js'
import { newPlan } from '../../src/contracts/plans.js'
import { createContract } from '../../src/write/billing/create-contract.js'
import { createPaymentMethod } from '../../src/write/billing/payment-methods.js'
import { plans } from '../../src/write/billing/plans.js'
import { customers } from '../../src/write/customers/resource.js'
import { createResource } from '../../src/write/resources/create.js'
import type { Demo } from './demo.js'

/** Its first month is billed, and paid by the sandbox, as soon as the worker is there. */
export async function sellCare({ db, author, person }: Demo): Promise<void> {
  const [customerId, planId, paymentMethodId] = [uuidv7(), uuidv7(), uuidv7()]
  const company = { company: 'Harbour Hotels', userId: await person('requester2'), tier: 'care' }
  const plan = {
    ...{ name: 'Care', period: 'P1M', taxRate: 1900, overage: { amount: 500 } },
    price: { amount: 4900, currency: 'EUR' },
    entitlements: { ticketsPerPeriod: 50, priority: 'high' },
  }
  const at = new Date().toISOString()
  await createResource(db, author, customers, { id: customerId, given: newCustomer.parse(company) })
  await createResource(db, author, plans, { id: planId, given: newPlan.parse(plan) })
  const paidBy = { customerId, token: 'tok_approve' }
  await createPaymentMethod(db, author, paymentMethodId, paidBy)
  const given = newContract.parse({ planId, paymentMethodId })
  await createContract(db, author, { id: uuidv7(), customerId, at, given })
}
