import { Client, Connection } from '@temporalio/client'
import { freePort } from '../scripts/lib/ports.js'
import { createChange } from '../src/domain/ticket/change.js'
import type { NewEvent } from '../src/domain/ticket/events.js'
import type { TicketState } from '../src/domain/ticket/state.js'
import { cpuPerRequest } from './cpu.js'
import { middleFigures } from './creation.js'
import { drainStarts, type Environment, sleep } from './environment.js'
import { drive, type Figures } from './load.js'
import type { Row } from './report.js'

const ROUNDS = 3

async function tickets(
  environment: Environment,
  count: number,
): Promise<{ id: string; number: string; state: TicketState }[]> {
  const [it] = await environment.db.query<{ id: string }>(
    `SELECT id FROM department WHERE code = 'IT'`,
  )
  const body = { title: 'A command', description: 'x', departmentId: it?.id }
  const made: { id: string }[] = []
  while (made.length < count) {
    const some = Array.from({ length: Math.min(16, count - made.length) }, () =>
      environment.post<{ id: string }>('requester@demo.test', '/tickets', body),
    )
    made.push(...(await Promise.all(some)))
  }
  await drainStarts(environment.db)
  await sleep(2_000) // their first tasks
  return environment.db.query('SELECT id, number, state FROM ticket WHERE id = ANY($1)', [
    made.map(({ id }) => id),
  ])
}

/** Starts the bare entity workflows of these tickets; their first tasks done, they wait for updates. */
async function startBaselines(client: Client, made: { id: string }[]): Promise<void> {
  await Promise.all(
    made.map(({ id }) =>
      client.workflow.start('baseline', {
        workflowId: `baseline/${id}`,
        taskQueue: 'baseline',
        args: [id],
        workflowTaskTimeout: '3s',
      }),
    ),
  )
  await sleep(2_000 + made.length * 10)
}

/** A command (assign), to its result, beside bare Hono and a bare entity workflow with the same transaction. */
export async function benchCommands(environment: Environment): Promise<Row[]> {
  const [template] = await tickets(environment, 1)
  const [org] = await environment.db.query<{ id: string }>(
    `SELECT id FROM organization WHERE slug = 'demo'`,
  )
  const [head] = await environment.db.query<{ id: string }>(
    `SELECT id FROM app_user WHERE email = 'it.head@demo.test'`,
  )
  if (template === undefined || head === undefined) throw new Error('the demo is not there')
  const event: NewEvent<'assign'> = {
    type: 'assign',
    at: new Date().toISOString(),
    departmentId: template.state.departmentId ?? '',
    assigneeId: head.id,
    priority: 'normal',
    dueDates: { policyId: null, firstResponseDueAt: null, resolutionDueAt: null },
    acknowledgeBy: null,
    undoUntil: new Date().toISOString(),
  }
  const commit = {
    organizationId: org?.id,
    name: 'assign',
    family: 'ticket',
    change: createChange(template.state, event),
  }
  await environment.run('bench/baseline-worker.ts', [
    environment.databaseUrl,
    environment.temporalAddress,
    JSON.stringify(commit),
  ])
  const port = await freePort()
  await environment.run('bench/baseline-server.ts', [
    environment.databaseUrl,
    String(port),
    environment.keysFile,
    '{}',
    environment.temporalAddress,
  ])
  const client = new Client({
    connection: await Connection.connect({ address: environment.temporalAddress }),
  })
  const headers = { authorization: `Bearer ${await environment.token('moderator@demo.test')}` }
  const rows: Row[] = []
  for (const [clients, count] of [
    [1, 80],
    [16, 240],
  ] as const) {
    const product: Figures[] = []
    let note = ''
    const baseline: Figures[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const bare = await tickets(environment, count)
      await startBaselines(client, bare)
      const baselines = bare.map(({ id }) => `/command/${id}`)
      baseline.push(
        await drive({
          url: `http://127.0.0.1:${port}`,
          clients,
          headers,
          method: 'POST',
          body: '{}',
          paths: baselines,
        }),
      )
      const paths = (await tickets(environment, count)).map(
        ({ id }) => `/api/v1/moderator/tickets/${id}/assign`,
      )
      const before = environment.readCpu()
      product.push(
        await drive({ url: environment.api, clients, headers, method: 'POST', body: '{}', paths }),
      )
      note = cpuPerRequest(before, environment.readCpu(), count)
    }
    rows.push({
      work: 'a command (assign), to its result',
      clients,
      product: middleFigures(product),
      baseline: middleFigures(baseline),
      target: '≥ 0.85, p50 ≤ 1.5 ×',
      note,
    })
  }
  await client.connection.close()
  return rows
}
