import { beforeAll, expect, it } from 'vitest'
import { deliveryActivities } from '../../activities/delivery/index.js'
import type { Mail } from '../../activities/ports.js'
import type { Database } from '../../src/database/pool.js'
import { createDeliveries, run } from '../support/deliveries.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { clear, file } = createDeliveries(world)

const MODERATORS = 6
const TICKETS = 5

/** The same database; tells of every thing that is read to be told. */
function watchFacts(db: Database, tell: (key: string) => void): Database {
  return {
    ...db,
    of: (organizationId) => {
      const own = db.of(organizationId)
      return {
        ...own,
        query: (text, values = [], options) => {
          if (text.includes('notification_facts(')) {
            for (const one of JSON.parse(String(values[0]))) tell(JSON.stringify(one))
          }
          return own.query(text, values, options)
        },
      }
    },
  }
}

async function addModerators(count: number): Promise<void> {
  await world.owner.query(
    `INSERT INTO app_user (organization_id, id, employee_code, email, first_name, last_name, roles, status, helpdesk_authorized)
     SELECT u.organization_id, uuidv7(), 'M' || i, 'moderator.' || i || '@demo.test', 'Mo', 'Derator', u.roles, u.status, true
     FROM app_user u, generate_series(1, $1::int) i WHERE u.email = 'moderator@demo.test'`,
    [count],
  )
}

beforeAll(() => addModerators(MODERATORS - 2))

it('what many are told in a batch is read once for all of them', async () => {
  await clear()
  await file(TICKETS)
  await world.db.query(
    `UPDATE outbox SET due_at = now() - interval '1 second' WHERE kind = 'digest'`,
  )
  const sent: Mail[] = []
  const read: string[] = []
  const { deliverDue } = deliveryActivities({
    db: watchFacts(world.db, (key) => read.push(key)),
    mailer: { send: async (mail) => void sent.push(mail) },
    publicUrl: undefined,
    linkSecret: Buffer.alloc(32),
    giveSurveyUrl: () => 'https://help.example/survey',
  })
  await run(deliverDue, await world.organizationId())
  const digests = sent.filter(({ to }) => to.startsWith('moderator'))
  expect(digests).toHaveLength(MODERATORS)
  expect(sent).toHaveLength(MODERATORS + TICKETS)
  for (const { text } of digests)
    expect(text.match(/T-\d+ · Printer broken/g)).toHaveLength(TICKETS)
  expect(read).toHaveLength(new Set(read).size)
  expect(read).toHaveLength(2 * TICKETS) // what the pool is told, and what the requester is
})
