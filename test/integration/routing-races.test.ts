import { beforeAll, describe, expect, it } from 'vitest'
import { carryOutActivity } from '../../activities/tickets/carry-out.js'
import { giveTickets } from '../../src/write/assignments/give.js'
import { createCommandPath } from '../support/command-path.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { receive, carryOut, give } = createCommandPath(world)

const AGENTS = 20
const TICKETS = 200
const LIMIT = 4
/** Of each agent one after the other, more than the limit. */
const CLAIMS_EACH = 6
const BY_MODERATORS = 20

/** Agents of IT, each with a limit, in one group. */
const PEOPLE = `WITH people AS (
    INSERT INTO app_user (organization_id, id, employee_code, email, first_name, last_name, roles, status, helpdesk_authorized,
      department_id, max_concurrent_tickets)
    SELECT organization_id, uuidv7(), 'R' || i, 'r' || i || '@demo.test', 'Agent', i::text, ARRAY['agent'], 'active', true,
      department_id, $2::int
    FROM app_user, generate_series(1, $1::int) i WHERE email = 'it.agent@demo.test' RETURNING organization_id, id)
  INSERT INTO group_member (organization_id, group_id, user_id) SELECT organization_id, $3, id FROM people`

let groupId = ''
const ids: string[] = []

beforeAll(async () => {
  const admin = async (path: string, body: object) =>
    (await world.call('admin', 'POST', `/admin${path}`, body)).body.id as string
  groupId = await admin('/groups', { name: 'All' })
  await world.db.query(PEOPLE, [AGENTS, LIMIT, groupId])
  const categoryId = await admin('/categories', {
    ...{ name: 'All', code: 'ALL', departmentId: await world.departmentId('IT') },
    ...{ groupId, assignment: { mode: 'least_loaded', groupId } },
  })
  for (let n = 0; n < TICKETS; n += 20) {
    const filed = Array.from({ length: 20 }, async (_, i) => {
      const priority = ['low', 'normal', 'high', 'urgent'][(n + i) % 4]
      const { id } = await world.file('requester', { categoryId, priority })
      await give('moderator', id, 'approve')
      return id
    })
    ids.push(...(await Promise.all(filed)))
  }
}, 60_000)

/** So many at once as a worker has slots for: more would wait for a connection until they are told that the database is away. */
const AT_ONCE = 30

async function inTurns<T>(
  all: readonly T[],
  work: (one: T, n: number) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < all.length; from += AT_ONCE)
    await Promise.all(all.slice(from, from + AT_ONCE).map((one, n) => work(one, from + n)))
}

/** As the relay and the runs do it: what is pending, in whatever order it comes. */
async function carryOutPending(): Promise<number> {
  const organizationId = await world.organizationId()
  const pending = await world.db.query<{ id: string; ticketId: string }>(
    `SELECT id, ticket_id AS "ticketId" FROM command_inbox WHERE status = 'pending' AND actor->>'kind' = 'system'`,
  )
  const deps = { db: world.db, notifyCommitted: () => {}, newId: crypto.randomUUID }
  const carry = carryOutActivity({ ...deps, newId: () => crypto.randomUUID() })
  const at = new Date().toISOString()
  await inTurns(pending, ({ id: commandId, ticketId }) =>
    carry({ organizationId, ticketId, commandId, name: 'assign', at, family: 'ticket' }),
  )
  return pending.length
}

async function routeAll(): Promise<void> {
  const group = { organizationId: await world.organizationId(), groupId }
  for (let quiet = 0; quiet < 3; ) {
    // two who give at once: a run that was killed, and the one after it
    const given = await Promise.all([giveTickets(world.db, group), giveTickets(world.db, group)])
    const carried = await carryOutPending()
    quiet = carried === 0 && given.every((one) => one.given === 0) ? quiet + 1 : 0
  }
}

const GIVEN = `SELECT e.ticket_id AS "ticketId", e.type, e.data->>'by' AS by, e.data->>'assigneeId' AS "assigneeId"
  FROM ticket_event e WHERE e.type IN ('assign', 'claim') AND e.ticket_id = ANY ($1::uuid[])`

describe(`${TICKETS} tickets and ${AGENTS} agents with limits, whom claims and moderators race`, () => {
  it('are given each once, none beyond a limit, and none is forgotten', async () => {
    const agents = await world.db.query<{ email: string; id: string }>(
      `SELECT email, id FROM app_user WHERE employee_code ~ '^R[0-9]+$'`,
    )
    const pick = <T>(all: readonly T[], n: number): T => all[n % all.length] as T // there are some
    const claim = async (id: string, n: number) => {
      const { email } = pick(agents, Math.floor(n / CLAIMS_EACH))
      const { commandId } = await receive(email, id, 'claim')
      return carryOut(id, 'claim', commandId)
    }
    const claimAll = () => inTurns(ids.slice(0, AGENTS * CLAIMS_EACH), claim)
    const moderated = ids
      .slice(-BY_MODERATORS)
      .map((id, n) =>
        give('moderator', id, 'assign', { payload: { assigneeId: pick(agents, n % 5).id } }),
      )
    await Promise.all([routeAll(), claimAll(), ...moderated])
    await routeAll()

    const given = await world.db.query<{
      ticketId: string
      type: string
      by: string | null
      assigneeId: string
    }>(GIVEN, [ids])
    expect(new Set(given.map(({ ticketId }) => ticketId)).size).toBe(given.length)
    const free = new Map(agents.map(({ id }) => [id, LIMIT]))
    for (const { type, by, assigneeId } of given) {
      if (type === 'assign' && by === null) continue
      free.set(assigneeId, (free.get(assigneeId) ?? 0) - 1)
    }
    expect([...free.values()].filter((left) => left < 0)).toEqual([])
    const loads = await world.db.query<{ open: number }>(
      `SELECT count(t.id)::int AS open FROM app_user u LEFT JOIN ticket t ON t.assignee_id = u.id AND t.status = 'assigned'
       WHERE u.employee_code ~ '^R[0-9]+$' GROUP BY u.id`,
    )
    expect(loads.every(({ open }) => open >= LIMIT)).toBe(true)
    const waiting = (await world.call('moderator', 'GET', `/groups/${groupId}/queue`)).body.items
    expect(waiting.length).toBe(TICKETS - given.length)
    expect(new Set(waiting.map(({ why }: { why: string }) => why))).toEqual(new Set(['all_full']))
    const order = ['urgent', 'high', 'normal', 'low']
    const places = waiting.map(({ priority }: { priority: string }) => order.indexOf(priority))
    expect(places).toEqual([...places].sort())
  }, 60_000)
})
