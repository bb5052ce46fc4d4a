import { createTicket } from '../src/domain/ticket/create.js'
import type { Environment } from './environment.js'
import { drive } from './load.js'
import type { Row } from './report.js'
import { compareInRounds } from './rounds.js'
import { newTicketBody } from './tickets.js'

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
  const body = await newTicketBody(environment)
  const rows: Row[] = []
  for (const clients of [1, 16, 64]) {
    const create = (url: string, headers: Record<string, string>) =>
      drive({ ...{ url, clients, headers, body, method: 'POST' }, seconds: 3 })
    const measured = await compareInRounds(environment, 'requester@demo.test', {
      product: (headers) => create(`${environment.api}/tickets`, headers),
      baseline: (headers) => create(`${baselineUrl}/create`, headers),
    })
    rows.push({
      ...{ work: 'create a ticket, to 201', clients, ...measured },
      target: '≥ 0.8, p99 ≤ 3 ×; CPU ≤ 3.5 (15), at one ≤ 6 (18)',
    })
  }
  return rows
}
