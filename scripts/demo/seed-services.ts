import { v7 as uuidv7 } from 'uuid'
import { newContract } from '../../src/contracts/contracts.js'
import { newCustomer } from '../../src/contracts/customers.js'
import { newPlan } from '../../src/contracts/plans.js'
import { newSurveyTemplate } from '../../src/contracts/surveys.js'
import { type Database, openDatabase } from '../../src/database/pool.js'
import { createContract } from '../../src/write/billing/create-contract.js'
import { createPaymentMethod } from '../../src/write/billing/payment-methods.js'
import { plans } from '../../src/write/billing/plans.js'
import { customers } from '../../src/write/customers/resource.js'
import type { Author } from '../../src/write/resources/change-facts.js'
import { createResource } from '../../src/write/resources/create.js'
import { surveyTemplates } from '../../src/write/surveys/resource.js'

/** Nothing where somebody has begun to sell or to ask already. */
const FIND = `SELECT o.id AS "organizationId", a.id AS "adminId", c.id AS "userId" FROM organization o
  JOIN app_user a ON a.organization_id = o.id AND a.email = 'admin@demo.test'
  JOIN app_user c ON c.organization_id = o.id AND c.email = 'requester2@demo.test'
  WHERE o.slug = 'demo' AND NOT EXISTS (SELECT FROM plan p WHERE p.organization_id = o.id)
    AND NOT EXISTS (SELECT FROM customer u WHERE u.organization_id = o.id)
    AND NOT EXISTS (SELECT FROM survey_template s WHERE s.organization_id = o.id)`

/** What a customer of the demo organization has bought, and what people are asked when a ticket is closed. */
export async function seedServices({ databaseUrl }: { databaseUrl: string }): Promise<void> {
  const db = openDatabase({ url: databaseUrl, poolSize: 2, onError: () => undefined })
  try {
    const [found] = await db.query<{ organizationId: string; adminId: string; userId: string }>(
      FIND,
    )
    if (found === undefined) return
    const { organizationId, adminId, userId } = found
    const actor = { kind: 'user', id: adminId } as const
    const origin = { ip: null, userAgent: null }
    const author = { organizationId, actor, origin, workId: uuidv7() }
    await askAtTheEnd(db, author)
    await sellCare(db, author, userId)
  } finally {
    await db.close()
  }
}

async function askAtTheEnd(db: Database, author: Author): Promise<void> {
  const given = newSurveyTemplate.parse({
    name: 'How was it?',
    trigger: 'closed',
    delay: 'PT0S',
    expiresAfter: 'P14D',
    reminderAfter: 'P4D',
    questions: [
      { id: 'satisfaction', kind: 'rating', text: 'How content are you?', required: true },
      { id: 'recommend', kind: 'nps', text: 'Would you recommend us to a colleague?' },
      { id: 'why', kind: 'text', text: 'What could we do better?' },
    ],
  })
  await createResource(db, author, surveyTemplates, { id: uuidv7(), given })
}

/** Its first month is billed, and paid by the sandbox, as soon as the worker is there. */
async function sellCare(db: Database, author: Author, userId: string): Promise<void> {
  const [customerId, planId, paymentMethodId] = [uuidv7(), uuidv7(), uuidv7()]
  const company = { company: 'Harbour Hotels', userId, tier: 'care' }
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
