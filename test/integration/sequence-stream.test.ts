import { describe, expect, it } from 'vitest'
import { numberCommitted } from '../../src/database/sequence.js'
import { createCommandPath } from '../support/command-path.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { give } = createCommandPath(world)

describe('the cursor', () => {
  it('numbers every committed event once, in order for each ticket, with two leaders at once', async () => {
    const { id } = await world.file()
    for (let n = 0; n < 5; n += 1) {
      await give('moderator', id, 'set_tags', { payload: { tags: [`t${n}`] } })
    }
    await Promise.all(Array.from({ length: 4 }, () => world.db.query('SELECT sequence_stream(3)')))
    while ((await numberCommitted(world.db, 100)).count > 0);
    const rows = await world.db.query<{ cursor: string; revision: number }>(
      `SELECT cursor, (data->>'revision')::int AS revision FROM stream_event
       WHERE data->>'id' = $1 AND type = 'ticket:updated' ORDER BY cursor`,
      [id],
    )
    expect(rows.map(({ revision }) => revision)).toEqual([2, 3, 4, 5, 6])
    const [gaps] = await world.db.query<{ missing: number; doubled: number }>(
      `SELECT count(*) FILTER (WHERE cursor IS NULL)::int AS missing,
         (count(cursor) - count(DISTINCT cursor))::int AS doubled FROM stream_event`,
    )
    expect(gaps).toEqual({ missing: 0, doubled: 0 })
  })
  it('is given to what a long transaction brings late, within a minute, and nothing is written where nothing waits', async () => {
    const number = () => world.db.query('SELECT sequence_stream(1000)')
    await number()
    await world.owner.query(
      `INSERT INTO stream_event (id, organization_id, type, rooms, data, at)
       SELECT (lpad(to_hex((extract(epoch FROM now() - interval '1 hour') * 1000)::bigint), 12, '0') || repeat('7', 20))::uuid,
         id, 'late', '{}', '{}', now() FROM organization LIMIT 1`,
    )
    const isNumbered = async () =>
      (
        await world.db.query(
          `SELECT 1 FROM stream_event WHERE type = 'late' AND cursor IS NOT NULL`,
        )
      ).length === 1
    await number()
    expect(await isNumbered()).toBe(false)
    const place = async () => (await world.owner.query('SELECT ctid, xmin FROM stream_head'))[0]
    const before = await place()
    await number()
    expect(await place()).toEqual(before)
    await world.owner.query(`UPDATE stream_head SET looked_at = looked_at - interval '61 seconds'`)
    await number()
    expect(await isNumbered()).toBe(true)
  })
  it('is given to what comes after a clock that was ahead was set right', async () => {
    await world.owner.query(
      `UPDATE stream_head SET looked_at = now() + interval '1 day',
         numbered_to = (lpad(to_hex((extract(epoch FROM now() + interval '1 day') * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid`,
    )
    await world.file()
    await world.db.query('SELECT sequence_stream(1000)')
    const unnumbered = await world.db.query('SELECT 1 FROM stream_event WHERE cursor IS NULL')
    expect(unnumbered).toEqual([])
  })
})
