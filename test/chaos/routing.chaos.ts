import { expect, it } from 'vitest'
import type { Database } from '../../src/database/pool.js'
import { findViolations, openProductDatabase } from '../support/chaos/invariants.js'
import { killInTurns, type Victim } from '../support/chaos/kills.js'
import { useProduct } from '../support/chaos/product.js'

const TICKETS = 1_000
const AGENTS = 50
const LIMIT = 12
const CLAIMERS = 10
const CLAIMS_EACH = 20
const BY_MODERATORS = 40
const AT_ONCE = 12
const KILLS = 12
const GIVEN_WITHIN_MS = 300_000

const { product, departments } = await useProduct()

/** Who sign in as the demo organization's agent does, each with a limit, in one group. */
const PEOPLE = `WITH people AS (
    INSERT INTO app_user (organization_id, id, employee_code, email, first_name, last_name, password_hash, roles, status,
      helpdesk_authorized, department_id, max_concurrent_tickets)
    SELECT organization_id, uuidv7(), 'R' || i, 'r' || i || '@demo.test', 'Agent', i::text, password_hash, ARRAY['agent'],
      'active', true, department_id, $2::int
    FROM app_user, generate_series(1, $1::int) i WHERE email = 'it.agent@demo.test' RETURNING organization_id, id)
  INSERT INTO group_member (organization_id, group_id, user_id) SELECT organization_id, $3, id FROM people RETURNING user_id`

/** By whom each was given: what moderators give is bounded by nothing. */
const GIVEN = `SELECT e.data->>'assigneeId' AS id, count(*)::int AS tickets FROM ticket_event e
  WHERE e.type = 'claim' OR (e.type = 'assign' AND e.data->>'by' = 'routing') GROUP BY 1`
const TWICE = `SELECT ticket_id FROM ticket_event WHERE type IN ('assign', 'claim') GROUP BY ticket_id HAVING count(*) > 1`

async function make(path: string, body: object): Promise<string> {
  const reply = await product.persist('admin', 'POST', `/admin${path}`, body, path)
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body.id
}

/** So many pieces of work at once. */
async function forEach<T>(all: readonly T[], work: (one: T, index: number) => Promise<unknown>) {
  const next = all.entries()
  const go = async () => {
    for (const [index, one] of next) await work(one, index)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, go))
}

async function file(categoryId: string, n: number): Promise<string> {
  const priority = ['low', 'normal', 'high', 'urgent'][n % 4]
  const title = `routed-${n}`
  const ticket = { title, description: 'x', departmentId: departments.IT, categoryId, priority }
  const { body } = await product.persist('requester', 'POST', '/tickets', ticket, title)
  await product.persist(
    'moderator',
    'POST',
    `/moderator/tickets/${body.id}/approve`,
    {},
    `${title}-a`,
  )
  return body.id
}

/** Whatever it is answered: what is taken by 202 is decided some day, and refused if it comes too late. */
async function race(who: string, path: string, body: object): Promise<void> {
  await product.call(who, 'POST', path, body).catch(() => undefined)
}

const readQueue = async (groupId: string): Promise<{ why: string | null; priority: string }[]> =>
  (await product.persist('moderator', 'GET', `/groups/${groupId}/queue`, undefined, 'q')).body.items

async function untilQuiet(groupId: string, isQuiet: (left: number) => boolean): Promise<void> {
  for (const until = Date.now() + GIVEN_WITHIN_MS; Date.now() < until; ) {
    const queue = await readQueue(groupId)
    const isStill = queue.every(({ why }) => why === 'all_full')
    if (isStill && isQuiet(queue.length)) return
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
  throw new Error(`still: ${JSON.stringify((await readQueue(groupId)).slice(0, 3))}`)
}

/** On a slow machine a worker that is killed too soon never decides anything. */
async function untilDeciding(db: Database, isOver: () => boolean): Promise<void> {
  const [since] = await db.query<{ at: Date }>('SELECT now() AS at')
  while (!isOver()) {
    const decided = await db.query('SELECT 1 FROM command_inbox WHERE decided_at > $1 LIMIT 1', [
      since?.at,
    ])
    if (decided.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function expectBounded(db: Database, limit: number): Promise<void> {
  const given = await db.query<{ id: string; tickets: number }>(GIVEN)
  expect(given.filter(({ tickets }) => tickets > limit)).toEqual([])
  expect(await db.query(TWICE)).toEqual([])
}

it(`${TICKETS} tickets find ${AGENTS} agents with limits, while claims and moderators race and the worker is killed`, async () => {
  const db = await openProductDatabase(product)
  const groupId = await make('/groups', { name: 'All' })
  const agents = await db.query<{ user_id: string }>(PEOPLE, [AGENTS, LIMIT, groupId])
  const assignment = { mode: 'least_loaded', groupId }
  const category = { name: 'All', code: 'ALL', departmentId: departments.IT, groupId, assignment }
  const categoryId = await make('/categories', category)
  for (let n = 1; n <= CLAIMERS; n += 1) await product.token(`r${n}`)

  let isOver = false
  const victims = Array.from({ length: KILLS }, (): Victim => 'worker')
  const killing = killInTurns(product, victims, {
    everyMs: 8_000,
    isOver: () => isOver,
    untilServing: () => untilDeciding(db, () => isOver),
  })
  const began = Date.now()
  await forEach(Array.from({ length: TICKETS }), async (_, n) => {
    const id = await file(categoryId, n)
    if (n < CLAIMERS * CLAIMS_EACH) {
      const who = `r${1 + (n % CLAIMERS)}`
      await race(who, `/tickets/${id}/claim`, {})
    } else if (n >= TICKETS - BY_MODERATORS) {
      const assigneeId = agents[n % 5]?.user_id
      const path = `/moderator/tickets/${id}/assign`
      await race('moderator', path, { assigneeId })
    }
  })
  isOver = true
  const killed = await killing
  await untilQuiet(groupId, (left) => left > 0)
  await expectBounded(db, LIMIT)
  const order = ['urgent', 'high', 'normal', 'low']
  const places = (await readQueue(groupId)).map(({ priority }) => order.indexOf(priority))
  expect(places).toEqual([...places].sort())

  const room = Math.ceil(TICKETS / AGENTS) + BY_MODERATORS
  await forEach(agents, ({ user_id: id }) =>
    product.persist(
      'admin',
      'PATCH',
      `/admin/users/${id}`,
      { maxConcurrentTickets: room },
      `more-${id}`,
    ),
  )
  await untilQuiet(groupId, (left) => left === 0)
  await expectBounded(db, room)
  const open = await db.query("SELECT number FROM ticket WHERE status = 'open'")
  expect(open).toEqual([])
  const seconds = Math.round((Date.now() - began) / 1_000)
  process.stdout.write(
    `${TICKETS} tickets, worker killed ${killed} times: given after ${seconds} s\n`,
  )
  expect(await findViolations(db)).toEqual([])
  await db.close()
}, 1_800_000)
