import { describe, expect, it } from 'vitest'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })

describe('tenancy', () => {
  it('is in every foreign key: a row can’t point across organizations', async () => {
    const [other] = await world.db.query<{ id: string }>(
      `SELECT id FROM app_user WHERE email = 'agent@other.test'`,
    )
    const { id } = await world.file()
    await expect(
      world.db.query('UPDATE ticket SET assignee_id = $2 WHERE id = $1', [id, other?.id]),
    ).rejects.toThrow('foreign key')
    const keys = await world.db.query<{ conname: string; columns: number }>(
      `SELECT conname, array_length(conkey, 1) AS columns FROM pg_constraint WHERE contype = 'f' AND confrelid <> 'organization'::regclass`,
    )
    expect(keys.length).toBeGreaterThan(20)
    expect(keys.filter(({ columns }) => columns < 2)).toEqual([])
  })
})
