import { Client, Connection } from '@temporalio/client'
import { createChange } from '../src/domain/ticket/change.js'
import type { NewEvent } from '../src/domain/ticket/events.js'
import { type Environment, sleep } from './environment.js'
import { drive } from './load.js'
import type { Row } from './report.js'
import { compareInRounds } from './rounds.js'
import { fileTickets } from './tickets.js'

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
  const rows: Row[] = []
  for (const [clients, count] of [
    [1, 80],
    [16, 240],
  ] as const) {
    const command = (url: string, headers: Record<string, string>, paths: string[]) =>
      drive({ ...{ url, clients, headers, paths, method: 'POST' }, body: '{}' })
    let paths: string[] = []
    const measured = await compareInRounds(environment, 'moderator@demo.test', {
      baseline: async (headers) => {
        const bare = await fileTickets(environment, count)
        await startBaselines(client, bare)
        const figures = await command(
          baselineUrl,
          headers,
          bare.map(({ id }) => `/command/${id}`),
        )
        const filed = await fileTickets(environment, count) // the product's own, before its cost is measured
        paths = filed.map(({ id }) => `/moderator/tickets/${id}/assign`)
        return figures
      },
      product: (headers) => command(environment.api, headers, paths),
    })
    rows.push({
      ...{ work: 'a command (assign), to its result', clients, ...measured },
      target: '≥ 0.85, p50 ≤ 1.5 ×; CPU ≤ 16, at one ≤ 20',
    })
  }
  await client.connection.close()
  return rows
}
