import type { Environment } from './environment.js'
import { drive } from './load.js'
import type { Row } from './report.js'
import { compareInRounds } from './rounds.js'
import { fileTickets } from './tickets.js'

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
    mentions: [],
    notifications: [],
  }
  const baselineUrl = await environment.startBaseline({
    statements: { message: { text: '', values: [argument] } },
  })
  const body = JSON.stringify({ body: argument.body })
  const rows: Row[] = []
  for (const [clients, count] of [
    [1, 400],
    [16, 2_000],
  ] as const) {
    const send = (
      url: string,
      headers: Record<string, string>,
      path: (id: string | undefined) => string,
    ) =>
      drive({
        ...{ url, clients, headers, body, method: 'POST' },
        paths: Array.from({ length: count }, (_, index) => path(made[index % TICKETS]?.id)),
      })
    const measured = await compareInRounds(environment, 'requester@demo.test', {
      product: (headers) => send(environment.api, headers, (id) => `/tickets/${id}/messages`),
      baseline: (headers) => send(baselineUrl, headers, (id) => `/message/${id}`),
    })
    rows.push({
      ...{ work: 'a message, to 201', clients, ...measured },
      target: '≥ 0.8; CPU ≤ 2.5 (3), at one ≤ 4',
    })
  }
  return rows
}
