import { describe, expect, it } from 'vitest'
import { findViolations } from '../support/chaos/invariants.js'
import { createCommandPath } from '../support/command-path.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { receive, give } = createCommandPath(world)

/** A fault as it would stand in the database; `$1` is the ticket. Each is rolled back. */
const FAULTS: [what: string, sql: string][] = [
  ['a row that is not at the end of its events', 'UPDATE ticket SET seq = seq + 1 WHERE id = $1'],
  [
    'a revision that is not the number of commands',
    'UPDATE ticket SET revision = revision + 1 WHERE id = $1',
  ],
  [
    'an event of a command that was rejected',
    `UPDATE command_inbox SET status = 'rejected' WHERE ticket_id = $1 AND status = 'applied'`,
  ],
  [
    'a next instant that is not the earliest deadline',
    `UPDATE ticket SET next_due_at = next_due_at + interval '1 second' WHERE id = $1`,
  ],
  [
    'a notification that is mailed twice',
    `INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
     SELECT uuidv7(), organization_id, kind, entity_id, payload, created_at, due_at
     FROM outbox WHERE kind = 'mail' AND entity_id = $1`,
  ],
  [
    'a mail that was settled and never sent',
    `UPDATE outbox SET done_at = now() WHERE kind = 'mail' AND entity_id = $1`,
  ],
  [
    'a letter that ended, and what became of it is not written',
    `UPDATE outbox SET done_at = now(), error = 'suppressed' WHERE kind = 'mail' AND entity_id = $1`,
  ],
  [
    'a file that was settled twice',
    `SELECT audit_record(organization_id, now(), '{"kind": "system"}', '{}', 'attachment.settle', 'ok', 'attachment', 'x', id,
       NULL, NULL) FROM ticket, generate_series(1, 2) WHERE id = $1`,
  ],
  [
    'a mail of a letter that is none',
    `INSERT INTO dev_mail (id, organization_id, "to", subject, text, html, headers, at)
     SELECT uuidv7(), organization_id, 'x', 'x', 'x', 'x', '{}', now() FROM ticket WHERE id = $1`,
  ],
]

describe('what must hold after any fault', () => {
  it('holds where there was none', async () => {
    const { id } = await world.file()
    await give('moderator', id, 'assign')
    await receive('moderator', id, 'set_tags', { payload: { tags: [] } })
    expect(await findViolations(world.db)).toEqual([])
  })
  it.each(FAULTS)('sees %s', async (what, sql) => {
    const { id } = await world.file()
    await give('moderator', id, 'assign')
    const undone = new Error('seen')
    const plant = world.owner.transaction(async (transaction) => {
      await transaction.query(sql, [id])
      const found = await findViolations({ ...world.owner, query: transaction.query })
      expect(found.join()).toContain(what)
      throw undone
    })
    await expect(plant).rejects.toBe(undone)
  })
})
