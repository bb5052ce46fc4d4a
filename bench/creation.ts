import { freePort } from '../scripts/lib/ports.js'
import { createTicket } from '../src/domain/ticket/create.js'
import { drainStarts, type Environment } from './environment.js'
import { drive, type Figures, median } from './load.js'
import type { Row } from './report.js'

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
    department: row.department,
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
  const { department, argument } = await prepareCreation(environment)
  const port = await freePort()
  const statements = { create: { text: '', values: [argument] } }
  await environment.run('bench/baseline-server.ts', [
    environment.databaseUrl,
    String(port),
    environment.keysFile,
    JSON.stringify(statements),
  ])
  const headers = { authorization: `Bearer ${await environment.token('requester@demo.test')}` }
  const body = JSON.stringify({
    title: 'A printer is on fire',
    description: 'On the second baseline',
    departmentId: department,
  })
  const rows: Row[] = []
  for (const clients of [1, 16, 64]) {
    const product: Figures[] = []
    const baseline: Figures[] = []
    let note = ''
    for (let round = 0; round < ROUNDS; round += 1) {
      baseline.push(
        await drive({
          url: `http://127.0.0.1:${port}/create`,
          clients,
          headers,
          method: 'POST',
          body,
          seconds: 3,
        }),
      )
      await environment.db.query(
        `UPDATE outbox SET done_at = now() WHERE kind = 'start' AND done_at IS NULL`,
      ) // the baseline starts none
      product.push(
        await drive({
          url: `${environment.api}/tickets`,
          clients,
          headers,
          method: 'POST',
          body,
          seconds: 3,
        }),
      )
      const { backlog, seconds } = await drainPart(environment)
      note = `${backlog} starts behind it, drained at ${(backlog / Math.max(seconds, 0.1)).toFixed(0)}/s`
    }
    rows.push({
      work: 'create a ticket, to 201',
      clients,
      product: middleFigures(product),
      baseline: middleFigures(baseline),
      target: '≥ 0.7, p99 ≤ 3 ×',
      note,
    })
  }
  return rows
}

/** Starts go on at some sixty a second: what is beyond ten seconds of them is left out, and said so by the backlog. */
async function drainPart(environment: Environment): Promise<{ backlog: number; seconds: number }> {
  await environment.db.query(
    `UPDATE outbox SET done_at = now() WHERE id IN (SELECT id FROM outbox WHERE kind = 'start' AND done_at IS NULL ORDER BY id OFFSET 400 FOR UPDATE SKIP LOCKED)`,
  )
  return drainStarts(environment.db)
}

export function middleFigures(figures: Figures[]): Figures {
  const choose = (pick: (f: Figures) => number) => median(figures.map(pick))
  return {
    perSecond: choose((f) => f.perSecond),
    p50Ms: choose((f) => f.p50Ms),
    p99Ms: choose((f) => f.p99Ms),
    failed: figures.reduce((sum, { failed }) => sum + failed, 0),
  }
}
