import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/database/pool.js'
import { startListener } from '../../src/realtime/listener.js'
import { startSequencer } from '../../src/realtime/sequencer.js'
import { useSockets } from '../support/sockets.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { join } = useSockets(world)
const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

/** What one process has: its connections, its listener and its sequencer. The API's own leads already. */
function startProcess() {
  const errors: unknown[] = []
  const onError = (error: unknown) => void errors.push(error)
  const db = openDatabase({ url: world.config.databaseUrl, poolSize: 2, onError })
  const listener = startListener(db, onError)
  const sequencer = startSequencer({ db, listener, onError })
  let batches = 0
  listener.on('numbered', () => {
    batches += 1
  })
  stops.push(db.close, listener.stop, sequencer.stop)
  return { db, listener, sequencer, errors, batches: () => batches }
}

const publish = () =>
  world.db.query(
    `INSERT INTO stream_event (id, organization_id, type, rooms, data, at)
     SELECT uuidv7(), id, 'test', '{}', jsonb_build_object('id', $1::text), now() FROM organization LIMIT 1`,
    [randomUUID()],
  )
const countUnnumbered = async () =>
  (
    await world.db.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM stream_event WHERE cursor IS NULL',
    )
  )[0]?.n
const listening = () =>
  world.db.query<{ pid: number; leads: boolean }>(
    `SELECT pid, EXISTS (SELECT 1 FROM pg_locks l WHERE l.pid = a.pid AND l.locktype = 'advisory') AS leads
     FROM pg_stat_activity a WHERE datname = current_database() AND query ~ '^(LISTEN|NOTIFY|SELECT pg_try_adv)'`,
  )

describe('the sequencer', () => {
  it('numbers what any process committed, soon, and tells all of them once a batch', async () => {
    const one = startProcess()
    await world.until(async () => one.listener.session())
    const before = one.batches()
    for (let n = 0; n < 20; n += 1) await publish().then(one.sequencer.notifyCommitted)
    const committedAt = Date.now()
    await world.until(async () => (await countUnnumbered()) === 0)
    expect(Date.now() - committedAt).toBeLessThan(900) // it did not wait for the polling
    expect(one.batches() - before).toBeLessThan(10)
    expect(one.errors).toEqual([])
  })
  it('is taken over, and listening goes on, when the leader loses its connection', async () => {
    const one = startProcess()
    await world.until(async () => one.listener.session())
    const leader = await world.until(async () => (await listening()).find(({ leads }) => leads))
    await world.db.query('SELECT pg_terminate_backend($1)', [leader.pid])
    await world.until(async () =>
      (await listening()).some(({ leads, pid }) => leads && pid !== leader.pid),
    )
    await publish().then(one.sequencer.notifyCommitted)
    await world.until(async () => (await countUnnumbered()) === 0)
    await world.until(async () => (await listening()).length === 2)
    expect((await listening()).filter(({ leads }) => leads)).toHaveLength(1)
  })
  it('is not waited for when its leader is frozen: any process numbers what has waited for seconds', async () => {
    const frozen = await world.db.connect()
    await world.until(async () => {
      const leader = (await listening()).find(({ leads }) => leads)
      if (leader !== undefined) {
        await world.db.query('SELECT pg_terminate_backend($1)', [leader.pid])
      }
      const won = await frozen.query('SELECT pg_try_advisory_lock(718281828) AS won')
      return won.rows[0]?.won === true
    })
    const one = startProcess()
    await publish().then(one.sequencer.notifyCommitted)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(await countUnnumbered()).toBeGreaterThan(0)
    await world.until(async () => (await countUnnumbered()) === 0, 6_000)
    await frozen.end()
  })
  it('leaves no connection behind when listening fails', async () => {
    const onError = () => {}
    const db = openDatabase({ url: world.config.databaseUrl, poolSize: 1, onError })
    const ended: Promise<unknown>[] = []
    const failing = {
      ...db,
      connect: async () => {
        const client = await db.connect()
        ended.push(new Promise((resolve) => client.once('end', resolve)))
        await client.query('BEGIN; SELECT 1/0').catch(() => {}) // aborted: whatever follows fails
        return client
      },
    }
    const listener = startListener(failing, onError)
    await world.until(async () => ended.length > 1)
    await Promise.all(ended.slice(0, 2))
    expect(listener.session()).toBeUndefined()
    await listener.stop()
    await db.close()
  })
})

describe('a database that has lost its last commits', () => {
  it('gives places again: who is here is sent away, and nobody is passed over in silence', async () => {
    const { id } = await world.file()
    const room = `ticket:${id}`
    const say = (body: string) =>
      world.call('requester', 'POST', `/tickets/${id}/messages`, { body })
    const one = await join('requester')
    await one.ask({ type: 'subscribe', room })
    for (const word of ['one', 'two', 'three']) await say(word)
    const last = await one.next('chat:message', ({ data }) => data.body === 'three')
    const first = one.all('chat:message')[0]?.cursor
    await world.until(async () => (await countUnnumbered()) === 0)
    await world.owner.query(
      `WITH head AS (UPDATE stream_head SET cursor = $1 RETURNING cursor),
        lost AS (DELETE FROM stream_event e USING head WHERE e.cursor > head.cursor)
       UPDATE outbox o SET cursor = NULL FROM head WHERE o.cursor > head.cursor`,
      [first],
    )
    expect(await one.closed).toMatchObject({ code: 1001 })
    const again = await join('requester')
    const refused = await again.ask({ type: 'subscribe', room, since: last.cursor })
    expect(refused).toMatchObject({ type: 'error', code: 'cursor_expired' })
    await again.ask({ type: 'subscribe', room })
    await say('four')
    await again.next('chat:message', ({ data }) => data.body === 'four')
  })
})
