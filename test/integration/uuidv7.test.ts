import { describe, expect, it } from 'vitest'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })

describe('the UUIDs of a server that makes none of version 7 itself', () => {
  it('are of that version, tell when they were made, and sort as they were made', async () => {
    const before = Date.now()
    const rows = await world.db.query<{ id: string }>(
      `SELECT public.uuidv7() AS id, pg_sleep(0.002) FROM generate_series(1, 50)`,
    )
    const after = Date.now()
    const ids = rows.map(({ id }) => id)
    expect([...ids].sort()).toEqual(ids)
    expect(new Set(ids).size).toBe(50)
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      const ms = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
      expect(ms).toBeGreaterThanOrEqual(before - 1_000)
      expect(ms).toBeLessThanOrEqual(after + 1_000)
    }
  })
  it('may be of another time', async () => {
    const [row] = await world.db.query<{ apart: string }>(
      `SELECT ('x' || translate(left(public.uuidv7()::text, 13), '-', ''))::bit(48)::bigint
         - ('x' || translate(left(public.uuidv7(interval '-1 hour')::text, 13), '-', ''))::bit(48)::bigint AS apart`,
    )
    expect(Math.abs(Number(row?.apart) - 3_600_000)).toBeLessThan(1_000)
  })
})
