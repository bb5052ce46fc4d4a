import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, expect, it } from 'vitest'
import { createDriver } from '../support/scenario-driver.js'
import { useWorld } from '../support/world.js'

const TICKETS = Number(process.env.TICKETS ?? 100_000)
/** API and worker are one process here, whose garbage is collected when it must be: with 260 MB of heap it is 180. */
const MOST_MB = 700
const MOST_MS = 180_000
const AT_ONCE = 5_000

const world = useWorld()
const { call, begin, moderate } = createDriver(world)

const FILL_TICKETS = `INSERT INTO ticket SELECT (jsonb_populate_record(t, jsonb_build_object(
    'id', uuidv7('0'::interval), 'number', 'S-' || i, 'state', t.state, 'next_due_at', NULL))).*
  FROM ticket t, generate_series($2::int, $3::int) i WHERE t.id = $1`
const FILL_EVENTS = `INSERT INTO ticket_event SELECT (jsonb_populate_record(e, jsonb_build_object(
    'id', gen_random_uuid(), 'ticket_id', t.id))).*
  FROM ticket_event e, ticket t WHERE e.ticket_id = $1
    AND t.organization_id = e.organization_id AND t.number = ANY(SELECT 'S-' || i FROM generate_series($2::int, $3::int) i)`

/** Copies of one that was worked on, with all its events. */
beforeAll(async () => {
  const { id } = await begin('in_progress')
  const path = `/tickets/${id}`
  for (const percent of [10, 20, 30, 40]) {
    await call('it.head', 'PATCH', `${path}/progress`, { percent, notes: 'on it' })
  }
  await moderate(id, 'postpone', { reason: 'later' })
  await moderate(id, 'restart')
  await call('it.head', 'PATCH', `${path}/status`, { status: 'in_progress' }).catch(() => undefined)
  await call('moderator', 'PATCH', path, { priority: 'high' })
  for (let from = 1; from <= TICKETS; from += AT_ONCE) {
    const values = [id, from, Math.min(TICKETS, from + AT_ONCE - 1)]
    const owner = await world.owner.connect()
    await owner.query(FILL_TICKETS, values)
    await owner.query(FILL_EVENTS, values)
    await owner.end()
  }
}, 900_000)

const heldMb = () => process.memoryUsage().rss / 1e6

it(`${TICKETS} tickets are gone through in time, at a memory that does not grow with them`, async () => {
  const [beganMs, before] = [Date.now(), heldMb()]
  const targets = ['normal', 'high'].map((priority) => ({
    ...{ priority, firstResponse: 'PT1S', resolution: 'PT2S' },
  }))
  const { operationId } = await call('admin', 'POST', '/admin/sla_policies/simulate', {
    policy: { name: 'Strict', order: 1, targets },
    ...{ from: '2020-01-01T00:00:00Z', to: new Date().toISOString() },
  })
  let most = before
  let found = await call('admin', 'GET', `/operations/${operationId}`)
  while (found.status === 'pending') {
    await wait(500)
    most = Math.max(most, heldMb())
    found = await call('admin', 'GET', `/operations/${operationId}`)
  }
  const tookMs = Date.now() - beganMs
  const { checked, tickets, met, breached, changes } = found.result
  console.log({ tookMs, more: Math.round(most - before), checked, tickets, met, breached, changes })
  expect(found.status).toBe('applied')
  expect(checked).toBeGreaterThanOrEqual(TICKETS)
  expect(tookMs).toBeLessThan(MOST_MS)
  expect(most - before).toBeLessThan(MOST_MB)
}, 600_000)
