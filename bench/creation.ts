import { createTicket } from '../src/domain/ticket/create.js'
import { measureCost } from './cost.js'
import type { Environment } from './environment.js'
import { drive, type Figures, median } from './load.js'
import { waitUntilQuiet } from './quiet.js'
import type { Row } from './report.js'
import { newTicketBody } from './tickets.js'

const ROUNDS = 3

async function prepareCreation(environment: Environment) {
  const [row] = await environment.db.query<{ org: string; requester: string; department: string }>(
    `SELECT o.id AS org, u.id AS requester, d.id AS department FROM organization o JOIN app_user u ON u.organization_id = o.id AND u.email = 'requester@demo.test'
     JOIN department d ON d.organization_id = o.id AND d.code = 'IT'`,
  )
  if (row === undefined) throw new Error('the demo is not there')
  const change = createTicket(
    {
      id: row.requester,
      departmentId: row.department,
      categoryId: null,
      priority: 'normal',
      tags: [],
      channel: 'web',
      requesterId: row.requester,
      createdById: row.requester,
      draftUntil: null,
    },
    new Date().toISOString(),
  )
  const actor = { kind: 'user', id: row.requester }
  return {
    argument: {
      organizationId: row.org,
      actor,
      origin: {},
      change,
      customFields: {},
      channel: 'web',
    },
  }
}

/** A ticket to 201, beside bare Hono + pg writing the same rows in one transaction. */
export async function benchCreation(environment: Environment): Promise<Row[]> {
  const { argument } = await prepareCreation(environment)
  const baselineUrl = await environment.startBaseline({
    statements: { create: { text: '', values: [argument] } },
  })
  const headers = { authorization: `Bearer ${await environment.token('requester@demo.test')}` }
  const body = await newTicketBody(environment)
  const rows: Row[] = []
  for (const clients of [1, 16, 64]) {
    const create = (url: string) =>
      drive({ ...{ url, clients, headers, body, method: 'POST' }, seconds: 3 })
    const product: Figures[] = []
    const baseline: Figures[] = []
    let row: Pick<Row, 'cost'> = {}
    for (let round = 0; round < ROUNDS; round += 1) {
      await waitUntilQuiet(environment)
      baseline.push(await create(`${baselineUrl}/create`)) // its tickets' workflows are started as well
      const { figures, cost } = await measureCost(environment, () =>
        create(`${environment.api}/tickets`),
      )
      product.push(figures)
      row = { cost }
    }
    rows.push({
      ...{ work: 'create a ticket, to 201', clients },
      ...{ product: middleFigures(product), baseline: middleFigures(baseline), ...row },
      target: '≥ 0.8, p99 ≤ 3 ×; CPU ≤ 3.5 (15), at one ≤ 6 (18)',
    })
  }
  return rows
}

export function middleFigures(figures: Figures[]): Figures {
  const choose = (pick: (f: Figures) => number) => median(figures.map(pick))
  return {
    requests: figures.reduce((sum, { requests }) => sum + requests, 0),
    perSecond: choose((f) => f.perSecond),
    p50Ms: choose((f) => f.p50Ms),
    p99Ms: choose((f) => f.p99Ms),
    failed: figures.reduce((sum, { failed }) => sum + failed, 0),
  }
}
