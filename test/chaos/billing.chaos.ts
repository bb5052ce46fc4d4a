import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../../src/database/pool.js'
import { findViolations, openProductDatabase } from '../support/chaos/invariants.js'
import { killInTurns, type Victim } from '../support/chaos/kills.js'
import { useProduct } from '../support/chaos/product.js'

const CONTRACTS = Number(process.env.CHAOS_CONTRACTS ?? 1_000)
const KILLS = 6
const ALL_WITHIN_MS = 900_000
const MONTH_AND_A_HALF_MS = 45 * 86_400_000

const { product } = await useProduct()
let db: Database
beforeAll(async () => {
  db = await openProductDatabase(product)
})
afterAll(() => db.close())

async function make(path: string, body: object): Promise<string> {
  const { status, body: made } = await product.call('admin', 'POST', path, body)
  expect(status, JSON.stringify(made)).toBe(201)
  return made.id
}

/** As if all had been sold six weeks ago: two periods of each are due at once. */
const FILL = `WITH sold AS (
    INSERT INTO contract (organization_id, id, customer_id, payment_method_id, status, state, next_due_at, created_at, updated_at)
    SELECT k.organization_id, uuidv7(), k.customer_id, ($2::uuid[])[1 + n % 3], k.status, k.state || $3::jsonb, now(), now(), now()
    FROM contract k, generate_series(1, $4::int) n WHERE k.id = $1 RETURNING organization_id, id)
  INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
  SELECT uuidv7(), organization_id, 'contract', id, '{}', now(), now() FROM sold`

/** Whose contracts they are: the demo has some of others. */
let customerId: string

const countPaid = async () => {
  const [row] = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM invoice WHERE status = 'paid' AND customer_id = $1`,
    [customerId],
  )
  return row?.n ?? 0
}

async function until(isSo: () => Promise<boolean>, withinMs: number): Promise<void> {
  for (const end = Date.now() + withinMs; Date.now() < end; ) {
    if (await isSo()) return
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error(`not within ${withinMs / 1_000} s: ${await countPaid()} are paid`)
}

it(`${CONTRACTS} contracts that are renewed while workers and their provider are killed are charged once each, by numbers without gaps`, async () => {
  customerId = await make('/admin/customers', { company: 'Many' })
  const tokens = ['tok_approve', 'tok_twice', 'tok_hang']
  const methods = []
  for (const token of tokens) methods.push(await make('/payment_methods', { customerId, token }))
  const price = { amount: 1_000, currency: 'EUR' }
  const planId = await make('/plans', { name: 'Many', price, period: 'P1M' })
  const later = new Date(Date.now() + 86_400_000)
  const sold = { planId, paymentMethodId: methods[0], startsAt: later }
  const first = await make(`/customers/${customerId}/contracts`, sold)
  const startsAt = new Date(Date.now() - MONTH_AND_A_HALF_MS).toISOString()
  const began = Date.now()
  const since = JSON.stringify({ startsAt, anchor: startsAt })
  await db.query(FILL, [first, methods, since, CONTRACTS])

  const invoices = CONTRACTS * 2
  let isOver = false
  const victims = Array.from({ length: KILLS }, (): Victim => 'worker')
  const killing = killInTurns(product, victims, {
    everyMs: 2_000,
    isOver: () => isOver,
    untilServing: async () => {
      const already = await countPaid()
      await until(async () => isOver || (await countPaid()) > already + 20, 120_000)
    },
  })
  await until(async () => (await countPaid()) >= invoices, ALL_WITHIN_MS)
  isOver = true
  const killed = await killing
  expect(killed).toBeGreaterThan(1)

  const [charged] = await db.query<{ charges: number; invoices: number }>(
    `SELECT count(*)::int AS charges, count(DISTINCT p.invoice_id)::int AS invoices FROM sandbox_payment s
     JOIN payment p ON p.id = s.key JOIN contract k ON k.id = p.contract_id
     WHERE s.kind = 'charge' AND s.status = 'captured' AND k.customer_id = $1`,
    [customerId],
  )
  expect(charged).toEqual({ charges: invoices, invoices })
  const [stray] = await db.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM sandbox_payment s WHERE NOT EXISTS (SELECT 1 FROM payment p WHERE p.id = s.key)',
  )
  expect(stray?.n).toBe(0)
  const numbers = await db.query<{ n: number; least: number; most: number; all: number }>(
    `SELECT count(DISTINCT number)::int AS n, min(substr(number, 5)::int) AS least, max(substr(number, 5)::int) AS most,
       count(*)::int AS all
     FROM invoice WHERE kind = 'invoice' GROUP BY organization_id`,
  )
  for (const { n, least, most, all } of numbers) expect([least, most, all]).toEqual([1, n, n])
  expect(numbers.some(({ n }) => n >= invoices)).toBe(true)
  process.stdout.write(
    `${invoices} invoices of ${CONTRACTS} contracts in ${Math.round((Date.now() - began) / 1_000)} s, worker killed ${killed} times\n`,
  )
  expect(await findViolations(db)).toEqual([])
}, 1_200_000)
