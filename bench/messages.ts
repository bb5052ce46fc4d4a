import { measureCost } from './cost.js'
import { middleFigures } from './creation.js'
import type { Environment } from './environment.js'
import { drive, type Figures } from './load.js'
import type { Row } from './report.js'
import { fileTickets } from './tickets.js'

const ROUNDS = 3
const TICKETS = 100

/** A requester's message, beside bare Hono + pg writing the same rows in one transaction. */
export async function benchMessages(environment: Environment): Promise<Row[]> {
  const made = await fileTickets(environment, TICKETS)
  const [org] = await environment.db.query<{ id: string; requester: string }>(
    `SELECT organization_id AS id, id AS requester FROM app_user WHERE email = 'requester@demo.test'`,
  )
  const argument = {
    organizationId: org?.id,
    seq: 1,
    version: 1,
    actor: { kind: 'user', id: org?.requester },
    origin: {},
    body: 'Is anybody there?',
    visibility: 'public',
    attachments: [],
  }
  const baselineUrl = await environment.startBaseline({
    statements: { message: { text: '', values: [argument] } },
  })
  const headers = { authorization: `Bearer ${await environment.token('requester@demo.test')}` }
  const body = JSON.stringify({ body: argument.body })
  const rows: Row[] = []
  for (const [clients, count] of [
    [1, 400],
    [16, 2_000],
  ] as const) {
    const send = (url: string, path: (id: string) => string) =>
      drive({
        ...{ url, clients, headers, body, method: 'POST' },
        paths: Array.from({ length: count }, (_, index) => path(made[index % TICKETS]?.id ?? '')),
      })
    const product: Figures[] = []
    const baseline: Figures[] = []
    let row: Pick<Row, 'cost'> = {}
    for (let round = 0; round < ROUNDS; round += 1) {
      baseline.push(await send(baselineUrl, (id) => `/message/${id}`))
      const { figures, cost } = await measureCost(environment, () =>
        send(environment.api, (id) => `/tickets/${id}/messages`),
      )
      product.push(figures)
      row = { cost }
    }
    rows.push({
      ...{ work: 'a message, to 201', clients, target: '≥ 0.8; CPU ≤ 2.5 (3), at one ≤ 4' },
      ...{ product: middleFigures(product), baseline: middleFigures(baseline), ...row },
    })
  }
  return rows
}
