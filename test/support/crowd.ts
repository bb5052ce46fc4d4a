import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import { newSecret } from '../../src/auth/tokens.js'
import type { Database } from '../../src/database/pool.js'

const SOCKETS_EACH = 10

/** One of many sockets: what came of a type, with when it came, and nothing else. */
export interface CrowdSocket {
  userId: string
  socket: WebSocket
  /** Cursor, what its data has as `body`, and the instant. */
  heard: { cursor: string; body: unknown; at: number }[]
  closed: Promise<unknown>
}

interface CrowdMember {
  organizationId: string
  userId: string
  sessionId: string
}

const ADMINS = `WITH admin AS (SELECT * FROM app_user WHERE email = 'admin@demo.test'),
  people AS (
    INSERT INTO app_user (organization_id, id, employee_code, email, first_name, last_name, roles, status, helpdesk_authorized)
    SELECT organization_id, uuidv7(), 'C' || $2::text || '-' || n, 'crowd-' || $2::text || '-' || n || '@demo.test', 'Crowd', n::text,
      roles, 'active', true FROM admin, generate_series(1, $1::int) n
    RETURNING organization_id, id)
  INSERT INTO session (organization_id, id, user_id, created_at, last_used_at, expires_at)
  SELECT organization_id, uuidv7(), id, now(), now(), now() + interval '1 hour' FROM people
  RETURNING organization_id AS "organizationId", user_id AS "userId", id AS "sessionId"`

/** As many signed-in people as so many sockets need; admins, who are in every chat and in no pool. */
export function makeCrowd(db: Database, sockets: number): Promise<CrowdMember[]> {
  return db.query<CrowdMember>(ADMINS, [Math.ceil(sockets / SOCKETS_EACH), randomUUID()])
}

const TOKENS = `INSERT INTO realtime_token (hash, organization_id, user_id, session_id, expires_at)
  SELECT t.hash, $2, t.user_id, t.session_id, now() + interval '30 seconds'
  FROM unnest($1::text[], $3::uuid[], $4::uuid[]) AS t (hash, user_id, session_id)`

/** Tokens without as many requests for them: it is the sockets that are tried. */
async function giveTokens(db: Database, members: readonly CrowdMember[]): Promise<string[]> {
  const secrets = members.map(() => newSecret())
  await db.query(TOKENS, [
    secrets.map(({ hash }) => hash),
    members[0]?.organizationId,
    members.map(({ userId }) => userId),
    members.map(({ sessionId }) => sessionId),
  ])
  return secrets.map(({ token }) => token)
}

interface Opening {
  db: Database
  url: string
  /** Who opens one each, in order. */
  members: readonly CrowdMember[]
  /** Which each enters; none where they only speak. */
  room?: string
  /** From where on each of them goes on. */
  since?: (index: number) => string | undefined
  /** What they listen for there. */
  type?: string
}

const AT_ONCE = 20

/** Opens them, so many at once, each in its room when it resolves. */
export async function openCrowd(opening: Opening): Promise<CrowdSocket[]> {
  const sockets: CrowdSocket[] = []
  for (let first = 0; first < opening.members.length; first += AT_ONCE) {
    const some = opening.members.slice(first, first + AT_ONCE)
    const tokens = await giveTokens(opening.db, some)
    const opened = some.map((member, index) =>
      openOne(opening, member, tokens[index] ?? '', opening.since?.(first + index)),
    )
    sockets.push(...(await Promise.all(opened)))
  }
  return sockets
}

/** Each member as often as it may have a socket. */
export function seatCrowd(people: readonly CrowdMember[], sockets: number): CrowdMember[] {
  const seats = Array.from({ length: SOCKETS_EACH }, () => people).flat()
  return seats.slice(0, sockets)
}

function openOne(
  { url, room, type }: Opening,
  { userId }: CrowdMember,
  token: string,
  since: string | undefined,
): Promise<CrowdSocket> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/realtime?token=${token}`)
  const heard: CrowdSocket['heard'] = []
  const closed = new Promise((resolve) => socket.once('close', resolve))
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    if (room === undefined) {
      socket.once('open', () => resolve({ userId, socket, heard, closed }))
      return
    }
    socket.once('open', () =>
      socket.send(JSON.stringify({ type: 'subscribe', room, ...(since && { since }) })),
    )
    socket.on('message', (text) => {
      const frame = JSON.parse(String(text))
      if (frame.type === 'error') reject(new Error(String(text)))
      if (frame.type === 'ack') resolve({ userId, socket, heard, closed })
      if (frame.type !== type) return
      heard.push({ cursor: frame.cursor, body: frame.data.body, at: performance.now() })
    })
  })
}

/** From the slowest of them all to the quickest. */
export function percentile99(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))] ?? 0
}
