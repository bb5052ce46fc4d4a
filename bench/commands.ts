import { Client, Connection } from '@temporalio/client'
import { createChange } from '../src/domain/ticket/change.js'
import type { NewEvent } from '../src/domain/ticket/events.js'
import { measureCost } from './cost.js'
import { middleFigures } from './creation.js'
import { type Environment, sleep } from './environment.js'
import { drive, type Figures } from './load.js'
import type { Row } from './report.js'
import { fileTickets } from './tickets.js'

const ROUNDS = 3

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
  const [template] = await fileTickets(environment, 1)
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
  const baselineUrl = await environment.startBaseline({ statements: {}, temporal: true })
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
    let row: Pick<Row, 'cost'> = {}
    const baseline: Figures[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const bare = await fileTickets(environment, count)
      await startBaselines(client, bare)
      const baselines = bare.map(({ id }) => `/command/${id}`)
      baseline.push(
        await drive({
          url: baselineUrl,
          clients,
          headers,
          method: 'POST',
          body: '{}',
          paths: baselines,
        }),
      )
      const paths = (await fileTickets(environment, count)).map(
        ({ id }) => `/moderator/tickets/${id}/assign`,
      )
      const { figures, cost } = await measureCost(environment, () =>
        drive({ url: environment.api, clients, headers, method: 'POST', body: '{}', paths }),
      )
      product.push(figures)
      row = { cost }
    }
    rows.push({
      work: 'a command (assign), to its result',
      clients,
      product: middleFigures(product),
      baseline: middleFigures(baseline),
      target: '≥ 0.85, p50 ≤ 1.5 ×; CPU ≤ 16, at one ≤ 20',
      ...row,
    })
  }
  await client.connection.close()
  return rows
}
