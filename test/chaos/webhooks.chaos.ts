import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../../src/database/pool.js'
import { findViolations, openProductDatabase } from '../support/chaos/invariants.js'
import { killInTurns, type Victim } from '../support/chaos/kills.js'
import { useProduct } from '../support/chaos/product.js'
import { type Receiver, startReceiver } from '../support/webhook-receiver.js'

const ENTITIES = 200
const EACH = 50
const SLOW_MS = 14_000
const KILLS = 6
const ALL_WITHIN_MS = 900_000

const { product, departments } = await useProduct()
let slow: Receiver
let quick: Receiver
let db: Database
beforeAll(async () => {
  slow = await startReceiver()
  quick = await startReceiver()
  db = await openProductDatabase(product)
})
afterAll(async () => {
  await db.close()
  await slow.stop()
  await quick.stop()
})

/** As a burst of events leaves them. */
const FILL = `WITH entities AS (
    INSERT INTO webhook_sequence (organization_id, webhook_id, entity_id, sequence)
    SELECT organization_id, id, gen_random_uuid(), $3 FROM webhook, generate_series(1, $2::int) WHERE id = $1
    RETURNING organization_id, webhook_id, entity_id)
  INSERT INTO webhook_delivery (
    organization_id, id, webhook_id, event, type, entity_id, sequence, body, began_at, next_attempt_at, at)
  SELECT organization_id, uuidv7(), webhook_id, 'e', 'planted', entity_id, n, json_build_object(
      'type', 'planted', 'timestamp', now(), 'sequence', n, 'data', json_build_object('id', entity_id))::text, now(),
    CASE n WHEN 1 THEN now() END, now()
  FROM entities, generate_series(1, $3::int) n`

async function make(receiver: Receiver, events: string[]): Promise<string> {
  const body = { name: receiver.url, url: receiver.url, events }
  const { status, body: made } = await product.call('admin', 'POST', '/admin/webhooks', body)
  expect(status, JSON.stringify(made)).toBe(201)
  receiver.state.secret = made.secret
  return made.id
}

async function until(isSo: () => boolean | Promise<boolean>, withinMs: number): Promise<void> {
  for (const end = Date.now() + withinMs; Date.now() < end; ) {
    if (await isSo()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`not within ${withinMs / 1_000} s`)
}

/** What came of each entity, each the first time that it came. */
function firstTimes({ received }: Receiver): Map<string, number[]> {
  const told = new Map<string, number[]>()
  for (const { type, data, sequence } of received) {
    if (type !== 'planted') continue
    const numbers = told.get(data.id) ?? []
    if (!numbers.includes(sequence)) told.set(data.id, [...numbers, sequence])
  }
  return told
}

const countWaiting = async (id: string) => {
  const [row] = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM webhook_delivery WHERE webhook_id = $1 AND status = 'pending'`,
    [id],
  )
  return row?.n ?? 0
}

it(`${ENTITIES * EACH} that wait at a slow receiver hold back nobody, and a killed worker loses none`, async () => {
  slow.state.answer = () => ({ afterMs: SLOW_MS })
  const slowId = await make(slow, ['ticket.deleted'])
  await make(quick, ['ticket.created'])
  await db.query(FILL, [slowId, ENTITIES, EACH])
  await product.call('admin', 'POST', `/admin/webhooks/${slowId}/test`, {})
  await until(() => slow.state.busy > 0, 30_000)

  const waits: number[] = []
  for (let n = 0; n < 10; n += 1) {
    const began = Date.now()
    const ticket = { title: `quick-${n}`, description: 'x', departmentId: departments.IT }
    const { body } = await product.persist('requester', 'POST', '/tickets', ticket, ticket.title)
    await until(() => quick.received.some(({ data }) => data.id === body.id), 30_000)
    waits.push(Date.now() - began)
  }
  expect(await countWaiting(slowId)).toBeGreaterThan(ENTITIES * EACH - 100)

  slow.state.answer = () => ({})
  const began = Date.now()
  let isOver = false
  const victims = Array.from({ length: KILLS }, (): Victim => 'worker')
  const killing = killInTurns(product, victims, {
    everyMs: 3_000,
    isOver: () => isOver,
    untilServing: async () => {
      const already = slow.received.length
      await until(() => isOver || slow.received.length > already + 100, 120_000)
    },
  })
  await until(async () => (await countWaiting(slowId)) === 0, ALL_WITHIN_MS)
  isOver = true
  const killed = await killing
  expect(killed).toBeGreaterThan(1)

  const told = firstTimes(slow)
  expect(told.size).toBe(ENTITIES)
  const inOrder = Array.from({ length: EACH }, (_, index) => index + 1)
  for (const numbers of told.values()) expect(numbers).toEqual(inOrder)
  expect(slow.state.wrong + quick.state.wrong).toBe(0)
  const calls = slow.received.filter(({ type }) => type === 'planted').length
  process.stdout.write(
    `another receiver was told after ${Math.max(...waits)} ms at most; ${ENTITIES * EACH} in ${Math.round(
      (Date.now() - began) / 1_000,
    )} s, worker killed ${killed} times, ${calls - ENTITIES * EACH} sent twice\n`,
  )
  expect(await findViolations(db)).toEqual([])
}, 1_800_000)
