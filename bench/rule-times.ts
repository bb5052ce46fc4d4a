import pg from 'pg'
import { type Cost, measureCost } from './cost.js'
import type { Environment } from './environment.js'
import { drive } from './load.js'
import { fillTickets } from './reads.js'
import type { Row } from './report.js'
import { compareInRounds } from './rounds.js'
import { fileTickets } from './tickets.js'

const TICKETS = 10_000
/** Beyond what is filled for reads, whose numbers begin at one. */
const FIRST = 10_000_000

/** Of fifty, a third goes with an assignment, a third comes with it, and the rest stays. */
const RULES = [
  ...Array.from({ length: 20 }, () => ({ after: 'P60D', since: 'created' })),
  ...Array.from({ length: 15 }, () => ({ after: 'P60D', status: 'submitted' })),
  ...Array.from({ length: 15 }, () => ({ after: 'P60D', status: 'assigned' })),
]

const DISARM = [
  "UPDATE automation_rule SET active = false WHERE name LIKE 'Waits %'",
  'TRUNCATE rule_timer',
]
/** Each of the tickets waits for each of the rules; all are due long after the run. */
const ARM = [
  "UPDATE automation_rule SET active = true WHERE name LIKE 'Waits %'",
  `INSERT INTO rule_timer (organization_id, rule_id, ticket_id, version, since, due_at)
     SELECT t.organization_id, r.id, t.id, 1, t.created_at, now() + interval '30 days' + random() * interval '30 days'
     FROM ticket t JOIN automation_rule r ON r.organization_id = t.organization_id AND r.name LIKE 'Waits %'
     WHERE t.number LIKE 'B-100_____'`,
  'VACUUM ANALYZE rule_timer',
]

async function runAsOwner(environment: Environment, statements: string[]): Promise<void> {
  const owner = new pg.Client({ connectionString: environment.ownerUrl })
  await owner.connect()
  for (const text of statements) await owner.query(text)
  await owner.end()
}

/** What a command costs where ten thousand tickets wait for fifty times each, beside the same without rules; told as it comes. */
export async function benchRuleTimes(
  environment: Environment,
  show: (rows: Row[]) => void,
): Promise<void> {
  const [template] = await fileTickets(environment, 1)
  await fillTickets(environment, template?.id ?? '', FIRST, FIRST + TICKETS)
  for (const [n, trigger] of RULES.entries()) {
    await environment.post('admin@demo.test', '/admin/automation/rules', {
      ...{ name: `Waits ${n}`, trigger },
      conditions: { all: [{ field: 'title', op: 'contains', value: 'nothing of the kind' }] },
      actions: [{ type: 'add_tags', tags: ['x'] }],
    })
  }
  for (const [clients, count] of [
    [16, 240],
    [1, 80],
  ] as const) {
    let paths: string[] = []
    const file = async () => {
      const filed = await fileTickets(environment, count)
      paths = filed.map(({ id }) => `/moderator/tickets/${id}/assign`)
    }
    const assign = (headers: Record<string, string>) =>
      drive({ ...{ url: environment.api, clients, headers, paths, method: 'POST' }, body: '{}' })
    let without: Cost | undefined
    const measured = await compareInRounds(environment, 'moderator@demo.test', {
      baseline: async (headers) => {
        await runAsOwner(environment, DISARM)
        await file()
        const { figures, cost } = await measureCost(environment, () => assign(headers))
        without = cost
        await runAsOwner(environment, ARM)
        await file()
        return figures
      },
      product: assign,
    })
    show([
      {
        ...{ work: 'a command (assign), without rules of a time', clients, target: '' },
        ...{ product: measured.baseline ?? measured.product, ...(without && { cost: without }) },
      },
      {
        ...{ work: 'beside 10,000 tickets that wait for 50 times each', clients, ...measured },
        target: '≥ 0.95',
      },
    ])
  }
  await runAsOwner(environment, DISARM)
}
