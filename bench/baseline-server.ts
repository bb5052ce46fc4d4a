import { serve } from '@hono/node-server'
import { Client, Connection } from '@temporalio/client'
import { Hono } from 'hono'
import { jwtVerify } from 'jose'
import pg from 'pg'
import { loadKeyRing } from '../src/auth/keys.js'

/** The baseline of what the API does: Hono, jose and pg, the same SQL, and nothing else. */
const [, , databaseUrl = '', port = '0', keysFile = '', statements = '{}', temporal = ''] =
  process.argv
const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 })
const ring = await loadKeyRing({ file: keysFile })
const sql: Record<string, { text: string; values: unknown[]; prepared?: boolean }> =
  JSON.parse(statements)
const SESSION = `SELECT person_facts($1, $2) AS person FROM organization o WHERE o.id = $1 AND o.active AND EXISTS
  (SELECT 1 FROM session s WHERE s.organization_id = $1 AND s.id = $3 AND s.user_id = $2 AND s.revoked_at IS NULL AND s.expires_at > now())`
const app = new Hono()
let sessionReadAt = 0

async function authenticate(header: string | undefined): Promise<void> {
  const { payload } = await jwtVerify(
    header?.slice(7) ?? '',
    ring.verifying.get(ring.signing.kid) ?? ring.signing.key,
  )
  if (Date.now() - sessionReadAt < 1000) return // as stale as the product's own check may be
  sessionReadAt = Date.now()
  await pool.query({
    name: 'session',
    text: SESSION,
    values: [payload.tenant, payload.sub, payload.sid],
  })
}

app.get('/read/:name', async (c) => {
  await authenticate(c.req.header('authorization'))
  const { text = '', values = [], prepared } = sql[c.req.param('name')] ?? {}
  const name = prepared === false ? {} : { name: c.req.param('name') }
  const { rows } = await pool.query({ ...name, text, values })
  return c.json({ items: rows })
})

const create = sql.create?.values[0] as { change: { state: { id: string } } }
app.post('/create', async (c) => {
  await authenticate(c.req.header('authorization'))
  const body = await c.req.json()
  const id = crypto.randomUUID()
  const { change } = create
  const argument = { ...create, ...body, change: { ...change, state: { ...change.state, id } } }
  const { rows } = await pool.query({
    name: 'create',
    text: 'SELECT create_ticket($1::jsonb) AS result',
    values: [JSON.stringify(argument)],
  })
  wakeSequencer()
  return c.json(rows[0].result.state, 201)
})

/** A commit of the product wakes whoever numbers it, once in a while; so does one of these. */
const WAKE_EVERY_MS = 50
let isWaking = false
function wakeSequencer(): void {
  if (isWaking) return
  isWaking = true
  setTimeout(() => {
    isWaking = false
    void pool.query('NOTIFY perdure_committed')
  }, WAKE_EVERY_MS)
}

app.post('/message/:id', async (c) => {
  await authenticate(c.req.header('authorization'))
  const body = await c.req.json()
  const own = { id: crypto.randomUUID(), ticketId: c.req.param('id'), at: new Date() }
  const argument = { ...(sql.message?.values[0] as object), ...body, ...own }
  const { rows } = await pool.query({
    name: 'message',
    text: 'SELECT send_message($1::jsonb) AS result',
    values: [JSON.stringify(argument)],
  })
  wakeSequencer()
  return c.json(rows[0].result, 201)
})

const client =
  temporal === '' ? undefined : new Client({ connection: Connection.lazy({ address: temporal }) })
app.post('/command/:id', async (c) => {
  await authenticate(c.req.header('authorization'))
  const seq = await client?.workflow
    .getHandle(`baseline/${c.req.param('id')}`)
    .executeUpdate('command')
  return c.json({ seq })
})

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(port) }, () =>
  process.send?.('ready'),
)
