import { expect, it } from 'vitest'
import { attachmentRevival } from '../../temporal/revive.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })

const WAITING = `INSERT INTO attachment (organization_id, id, uploaded_by_id, file_name, size, content_type, status, incoming_key,
    created_at, received_at)
  SELECT $1, uuidv7(), $2, 'x.txt', 1, 'text/plain', 'processing', uuidv7()::text, now() - i * interval '1 hour',
    now() - i * interval '1 hour'
  FROM generate_series(1, 250) i`

const ask = async () => {
  await attachmentRevival.reviveOverdue(world.db)
  const asked = await world.owner.query<{ id: string }>(
    `UPDATE outbox SET done_at = now(), created_at = created_at - interval '11 minutes'
     WHERE kind = 'attachment' AND done_at IS NULL RETURNING entity_id AS id`,
  )
  return asked.map(({ id }) => id)
}

it('hundreds of runs that were lost come back at once, and none waits for those that are asked again', async () => {
  await world.owner.query(WAITING, [await world.organizationId(), await world.userId('requester')])
  const first = await ask()
  expect(first.length).toBe(200)
  expect(new Set([...first, ...(await ask())]).size).toBe(250)
})
