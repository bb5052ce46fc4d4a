import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Person } from '../../src/domain/people.js'
import { listDeadlines } from '../../src/domain/ticket/deadlines.js'
import {
  describeInLines,
  describeNotification,
} from '../../src/domain/ticket/outcome/describe-notification.js'
import { createSay } from '../../src/domain/ticket/outcome/say.js'
import { type SharedFacts, tailorFacts } from '../../src/domain/ticket/outcome/tailor-facts.js'
import { createCommandPath } from '../support/command-path.js'
import { createWalk } from '../support/walks.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8]
const STEPS = 45
/** What a sentence has where a fact is missing. */
const NO_WORDS = /\b(null|undefined|NaN|Invalid Date|\[object)|<>|\s[.,]/

/** Everything that anybody was told of the ticket and its sub-tickets, in the app or by mail, as it is said now. */
async function readAll(rootId: string) {
  return world.db.query<{ type: string; seq: number; reader: Person; facts: SharedFacts }>(
    `WITH told AS (
      SELECT n.organization_id, n.ticket_id, n.data AS about, n.user_id, n.type FROM notification n
      UNION
      SELECT o.organization_id, o.entity_id, jsonb_build_object('seq', o.payload->'seq'), reader.id::uuid, o.payload->>'type'
      FROM outbox o, LATERAL (
        SELECT o.payload->>'userId' AS id WHERE o.kind = 'mail' AND o.payload ? 'seq'
        UNION ALL SELECT jsonb_array_elements_text(o.payload->'users') WHERE o.kind = 'digest') reader)
    SELECT x.type, (x.about->>'seq')::int AS seq, person_facts(x.organization_id, x.user_id) AS reader, notification_facts(x.organization_id, x.ticket_id, x.about, x.type) AS facts
    FROM told x JOIN ticket t ON t.organization_id = x.organization_id AND t.id = x.ticket_id
    WHERE t.id = $1 OR t.parent_id = $1`,
    [rootId],
  )
}

it.each(SEEDS)(
  'every notification of a ticket can be said in every later state (walk %i)',
  async (seed) => {
    const walk = createWalk(world, seed)
    const rootId = await walk.begin()
    const says = [createSay('Europe/Berlin', 'en'), createSay('Europe/Berlin', 'de')]
    const steps: string[] = []
    for (let n = 0; n < STEPS; n += 1) {
      const step = await walk.step(rootId)
      if (step === undefined) continue
      steps.push(step)
      for (const { type, seq, reader, facts: shared } of await readAll(rootId)) {
        const facts = tailorFacts(shared, reader)
        const place = `${type} of event ${seq} of ${facts.number} after ${steps.join(', ')}`
        for (const say of says) {
          const describe = () => describeInLines(describeNotification(facts, reader, say), null)
          expect(describe, place).not.toThrow()
          expect(describe(), place).not.toMatch(NO_WORDS)
        }
      }
    }
  },
)

it('a warning and a breach are read after an undo has taken their date away', async () => {
  const path = createCommandPath(world)
  const { id } = await world.file('requester')
  const dueAt = new Date(Date.now() + 3_600_000).toISOString()
  const payload = { departmentId: await world.departmentId('IT'), dueAt }
  expect(await path.give('moderator', id, 'assign', { payload })).toMatchObject({ kind: 'done' })
  for (const name of ['warn_sla', 'breach_sla'] as const) {
    const due = listDeadlines(await path.readState(id)).find(({ kind }) => kind === 'resolution')
    if (due === undefined) throw new Error(`nothing leads to ${name}`)
    await path.carryOutDeadline(id, due, randomUUID())
  }
  await path.give('moderator', id, 'undo')
  expect((await path.readState(id)).sla.resolutionDueAt).toBeNull()
  const { status, body } = await world.call('moderator2', 'GET', '/notifications?limit=200')
  expect(status).toBe(200)
  const told = body.items.filter((one: { ticketId: string }) => one.ticketId === id)
  const lines = Object.fromEntries(
    told.map((one: { type: string; body: string }) => [one.type, one.body.split('\n').slice(1)]),
  )
  for (const type of ['sla_warning', 'sla_breached']) {
    expect(lines[type], type).toEqual([
      expect.stringMatching(/^The resolution (is|was) due by \d+ \w+ \d{4} at /),
      'The ticket has moved on since.',
    ])
  }
})
