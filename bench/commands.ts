import { Client, Connection } from '@temporalio/client'
import { freePort } from '../scripts/lib/ports.js'
import { partOf } from '../src/domain/ticket/envelope.js'
import type { TicketState } from '../src/domain/ticket/state.js'
import { middle } from './creation.js'
import { drainStarts, type Lab, sleep } from './lab.js'
import { drive, type Figures } from './load.js'
import type { Row } from './report.js'

const ROUNDS = 3

async function tickets(
  lab: Lab,
  count: number,
): Promise<{ id: string; number: string; state: TicketState }[]> {
  const [it] = await lab.db.query<{ id: string }>(`SELECT id FROM department WHERE code = 'IT'`)
  const body = { title: 'A command', description: 'x', departmentId: it?.id }
  const made: { id: string }[] = []
  while (made.length < count) {
    const some = Array.from({ length: Math.min(16, count - made.length) }, () =>
      lab.post<{ id: string }>('requester@demo.test', '/tickets', body),
    )
    made.push(...(await Promise.all(some)))
  }
  await drainStarts(lab.db)
  await sleep(2_000) // their first tasks
  return lab.db.query('SELECT id, number, state FROM ticket WHERE id = ANY($1)', [
    made.map(({ id }) => id),
  ])
}

/** Starts the bare entity workflows of these tickets; their first tasks done, they wait for updates. */
async function startFloors(client: Client, made: { id: string }[]): Promise<void> {
  await Promise.all(
    made.map(({ id }) =>
      client.workflow.start('floor', {
        workflowId: `floor/${id}`,
        taskQueue: 'floor',
        args: [id],
        workflowTaskTimeout: '3s',
      }),
    ),
  )
  await sleep(2_000 + made.length * 10)
}

/** A command (assign), to its result, beside bare Hono and a bare entity workflow with the same transaction. */
export async function benchCommands(lab: Lab): Promise<Row[]> {
  const [template] = await tickets(lab, 1)
  const [org] = await lab.db.query<{ id: string }>(
    `SELECT id FROM organization WHERE slug = 'demo'`,
  )
  const [head] = await lab.db.query<{ id: string }>(
    `SELECT id FROM app_user WHERE email = 'it.head@demo.test'`,
  )
  if (template === undefined || head === undefined) throw new Error('the demo is not there')
  const event = {
    type: 'assign',
    at: new Date().toISOString(),
    departmentId: template.state.departmentId ?? '',
    assigneeId: head.id,
    priority: 'normal',
    dueDates: { policyId: null, firstResponseDueAt: null, resolutionDueAt: null },
    acknowledgeBy: null,
    undoUntil: new Date().toISOString(),
  } as const
  const commit = {
    organizationId: org?.id,
    system: { name: 'assign' },
    parts: [partOf(template.state, event)],
  }
  await lab.run('bench/floor-worker.ts', [
    lab.databaseUrl,
    lab.temporalAddress,
    JSON.stringify(commit),
  ])
  const port = await freePort()
  await lab.run('bench/floor-server.ts', [
    lab.databaseUrl,
    String(port),
    lab.keysFile,
    '{}',
    lab.temporalAddress,
  ])
  const client = new Client({
    connection: await Connection.connect({ address: lab.temporalAddress }),
  })
  const headers = { authorization: `Bearer ${await lab.token('moderator@demo.test')}` }
  const rows: Row[] = []
  for (const [clients, count] of [
    [1, 80],
    [16, 240],
  ] as const) {
    const product: Figures[] = []
    const floor: Figures[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const bare = await tickets(lab, count)
      await startFloors(client, bare)
      const floors = bare.map(({ id }) => `/command/${id}`)
      floor.push(
        await drive({
          url: `http://127.0.0.1:${port}`,
          clients,
          headers,
          method: 'POST',
          body: '{}',
          paths: floors,
        }),
      )
      const paths = (await tickets(lab, count)).map(
        ({ id }) => `/api/v1/moderator/tickets/${id}/assign`,
      )
      product.push(
        await drive({ url: lab.api, clients, headers, method: 'POST', body: '{}', paths }),
      )
    }
    rows.push({
      work: 'a command (assign), to its result',
      clients,
      product: middle(product),
      floor: middle(floor),
      target: '≥ 0.8, p50 ≤ 1.5 ×',
    })
  }
  await client.connection.close()
  return rows
}
