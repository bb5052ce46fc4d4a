import { beforeAll, describe, expect, it } from 'vitest'
import { createLetterBacklog } from '../../src/database/letter-backlog.js'
import type { Database } from '../../src/database/pool.js'
import type { LetterChannel } from '../../src/domain/ticket/outcome/channels.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
let organizationId = ''

/** Mails and digests wait by ten thousands, a hundred more were tried and wait for their time. */
const FILL = `INSERT INTO outbox (id, cursor, organization_id, kind, payload, created_at, due_at, attempts, leased_until)
  SELECT uuidv7(), 1000000 + i, $1, CASE WHEN i % 2 = 0 THEN 'mail' ELSE 'digest' END,
    jsonb_build_object('users', jsonb_build_array(gen_random_uuid())), now(), now() + (i - 100) * interval '1 second',
    (i % 200 = 0)::int, CASE WHEN i % 200 = 0 THEN now() + interval '1 hour' END
  FROM generate_series(1, 20000) i`

beforeAll(async () => {
  organizationId = await world.organizationId()
  await world.owner.query('DELETE FROM outbox')
  await world.owner.query(FILL, [organizationId])
  const client = await world.owner.connect()
  await client.query('VACUUM ANALYZE outbox')
  await client.end()
})

/** Counts the rows that each statement reads, beside answering it. */
function counting(channel: LetterChannel = 'mail') {
  const counts: number[] = []
  const explain = async (text: string, values: readonly unknown[]) => {
    const rows = await world.owner.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) ${text}`,
      values,
      { prepared: false },
    )
    const lines = rows
      .map((row) => row['QUERY PLAN'])
      .filter((line) => !/never executed/.test(line))
    const read = lines.flatMap((line) => [
      ...[...line.matchAll(/actual rows=([\d.]+) loops=(\d+)/g)].map(
        ([, n, by]) => Number(n) * Number(by),
      ),
      ...[...line.matchAll(/Rows Removed by Filter: (\d+)/g)].map(([, n]) => Number(n)),
    ])
    counts.push(Math.max(...read))
  }
  const db = {
    query: async (text: string, values: unknown[] = []) => {
      await explain(text, values)
      return world.db.query(text, values)
    },
    of: (id: string) => ({
      query: async (text: string, values: unknown[] = []) => {
        await explain(text, [id, ...values])
        return world.db.of(id).query(text, values)
      },
    }),
  } as unknown as Database // no more of it is asked
  return { backlog: createLetterBacklog(db, channel), counts }
}

describe('twenty thousand mails that wait', () => {
  it('are looked up by the newest of each organization', async () => {
    const { backlog, counts } = counting()
    expect(await backlog.readNewest()).toMatchObject([{ organizationId, newest: '1020000' }])
    expect(Math.max(...counts)).toBeLessThan(10)
  })
  it('are not read to see that some wait', async () => {
    const { backlog, counts } = counting()
    expect(await backlog.readWaiting(organizationId, '1010000')).toEqual({
      isWaiting: true,
      isBehind: true,
    })
    expect(Math.max(...counts)).toBeLessThan(10)
  })
  it('are not read to see when the next is due, nor what was tried', async () => {
    const { backlog, counts } = counting()
    const { failed, nextDueAt } = await backlog.readTried(organizationId)
    expect(failed).toEqual([])
    expect(Date.parse(nextDueAt ?? '')).toBeLessThan(Date.now())
    expect(Math.max(...counts)).toBeLessThanOrEqual(100)
    await world.owner.query(
      `UPDATE outbox SET leased_until = now() - interval '1 second' WHERE cursor = 1000200`,
    )
    expect((await backlog.readTried(organizationId)).failed).toHaveLength(1)
  })
  it('wait, or do not, by who has them in hand', async () => {
    const { backlog } = counting()
    await world.owner.query(
      `UPDATE outbox SET attempts = 1, leased_until = now() + interval '1 hour'`,
    )
    expect(await backlog.readWaiting(organizationId, '1020000')).toEqual({
      isWaiting: false,
      isBehind: false,
    })
  })
})

describe('twenty thousand push messages that wait', () => {
  it('are looked up, and not read, as mails are', async () => {
    await world.owner.query(`UPDATE outbox SET kind = 'push', attempts = 0, leased_until = NULL`)
    const client = await world.owner.connect()
    await client.query('VACUUM ANALYZE outbox')
    await client.end()
    const { backlog, counts } = counting('push')
    expect(await backlog.readNewest()).toMatchObject([{ organizationId, newest: '1020000' }])
    expect(await backlog.readWaiting(organizationId, '1010000')).toMatchObject({ isWaiting: true })
    expect((await backlog.readTried(organizationId)).failed).toEqual([])
    expect(Math.max(...counts)).toBeLessThan(10)
    expect(await counting('sms').backlog.readNewest()).toEqual([])
  })
})
