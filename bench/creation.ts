import { freePort } from '../scripts/lib/ports.js'
import { createTicket } from '../src/domain/ticket/create.js'
import { effectsOf } from '../src/domain/ticket/outcome/index.js'
import { drainStarts, type Lab } from './lab.js'
import { drive, type Figures, median } from './load.js'
import type { Row } from './report.js'

const ROUNDS = 3

async function creationOf(lab: Lab) {
  const [row] = await lab.db.query<{ org: string; requester: string; department: string }>(
    `SELECT o.id AS org, u.id AS requester, d.id AS department FROM organization o JOIN app_user u ON u.organization_id = o.id AND u.email = 'requester@demo.test'
     JOIN department d ON d.organization_id = o.id AND d.code = 'IT'`,
  )
  if (row === undefined) throw new Error('the demo is not there')
  const { state, event } = createTicket(
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
  const effects = effectsOf(
    { ...state, status: 'draft', assigneeId: null, participants: [] },
    event,
    state,
  )
  const actor = { kind: 'user', id: row.requester }
  return {
    department: row.department,
    argument: {
      organizationId: row.org,
      actor,
      origin: {},
      state,
      event,
      effects,
      customFields: {},
      channel: 'web',
    },
  }
}

/** A ticket to 201, beside bare Hono + pg writing the same rows in one transaction. */
export async function benchCreation(lab: Lab): Promise<Row[]> {
  const { department, argument } = await creationOf(lab)
  const port = await freePort()
  const statements = { create: { text: '', values: [argument] } }
  await lab.run('bench/floor-server.ts', [
    lab.databaseUrl,
    String(port),
    lab.keysFile,
    JSON.stringify(statements),
  ])
  const headers = { authorization: `Bearer ${await lab.token('requester@demo.test')}` }
  const body = JSON.stringify({
    title: 'A printer is on fire',
    description: 'On the second floor',
    departmentId: department,
  })
  const rows: Row[] = []
  for (const clients of [1, 16, 64]) {
    const product: Figures[] = []
    const floor: Figures[] = []
    let note = ''
    for (let round = 0; round < ROUNDS; round += 1) {
      floor.push(
        await drive({
          url: `http://127.0.0.1:${port}/create`,
          clients,
          headers,
          method: 'POST',
          body,
          seconds: 3,
        }),
      )
      await lab.db.query(
        `UPDATE outbox SET done_at = now() WHERE kind = 'start' AND done_at IS NULL`,
      ) // the floor starts none
      product.push(
        await drive({
          url: `${lab.api}/tickets`,
          clients,
          headers,
          method: 'POST',
          body,
          seconds: 3,
        }),
      )
      const { backlog, seconds } = await drainPart(lab)
      note = `${backlog} starts behind it, drained at ${(backlog / Math.max(seconds, 0.1)).toFixed(0)}/s`
    }
    rows.push({
      work: 'create a ticket, to 201',
      clients,
      product: middle(product),
      floor: middle(floor),
      target: '≥ 0.7, p99 ≤ 3 ×',
      note,
    })
  }
  return rows
}

/** Starts go on at some sixty a second: what is beyond ten seconds of them is left out, and said so by the backlog. */
async function drainPart(lab: Lab): Promise<{ backlog: number; seconds: number }> {
  await lab.db.query(
    `UPDATE outbox SET done_at = now() WHERE id IN (SELECT id FROM outbox WHERE kind = 'start' AND done_at IS NULL ORDER BY id OFFSET 400 FOR UPDATE SKIP LOCKED)`,
  )
  return drainStarts(lab.db)
}

export function middle(figures: Figures[]): Figures {
  const of = (pick: (f: Figures) => number) => median(figures.map(pick))
  return {
    perSecond: of((f) => f.perSecond),
    p50Ms: of((f) => f.p50Ms),
    p99Ms: of((f) => f.p99Ms),
    failed: figures.reduce((sum, { failed }) => sum + failed, 0),
  }
}
