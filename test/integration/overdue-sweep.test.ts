import { beforeEach, describe, expect, it } from 'vitest'
import { createOverdueSweep } from '../../temporal/overdue-sweep.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })

describe('the sweep of what is overdue', () => {
  /** A ticket whose acknowledgement was due so many seconds ago; signals to it are delivered. */
  const overdue = async (seconds: number) => makeOverdue((await world.file()).id, seconds)
  async function makeOverdue(id: string, seconds: number): Promise<string> {
    const at = new Date(Date.now() - seconds * 1_000).toISOString()
    await world.db.query(
      `UPDATE ticket SET next_due_at = $2::text::timestamptz,
         state = jsonb_set(state, '{deadlines}', jsonb_build_object('acknowledge', jsonb_build_object('at', $2::text, 'seq', 1)))
       WHERE id = $1`,
      [id, at],
    )
    return id
  }
  async function overdueElsewhere(seconds: number): Promise<string> {
    const [department] = await world.db.query<{ id: string }>(
      `SELECT id FROM department WHERE code = 'OPS'`,
    )
    const body = { departmentId: department?.id }
    return makeOverdue((await world.file('requester@other.test', body)).id, seconds)
  }
  const errors: string[] = []
  const onError = (error: unknown) => void errors.push(String(error))
  const sweep = (isDraining = false) =>
    createOverdueSweep({ db: world.db, isDraining: () => isDraining, onError })()
  const signals = async () =>
    (
      await world.db.query<{ id: string }>(
        `SELECT entity_id AS id FROM outbox WHERE kind = 'signal' ORDER BY entity_id`,
      )
    ).map(({ id }) => id)
  beforeEach(async () => {
    await world.db.query(`UPDATE ticket SET next_due_at = NULL`)
    await world.db.query(`DELETE FROM outbox WHERE kind = 'signal'`)
  })

  it('signals the run that has it, a minute late, and not again for ten minutes', async () => {
    const [late] = [await overdue(70), await overdue(50)]
    await sweep()
    expect(await signals()).toEqual([late])
    await world.db.query(`UPDATE outbox SET done_at = now() WHERE kind = 'signal'`)
    await sweep()
    expect(await signals()).toEqual([late])
    await world.db.query(`UPDATE outbox SET created_at = created_at - interval '11 minutes'`)
    await sweep()
    expect(await signals()).toEqual([late, late])
  })
  it('minds no signal of another cause, however lately it came', async () => {
    const late = await overdue(70)
    await world.db.query(
      `INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at, done_at)
       SELECT uuidv7(), organization_id, 'signal', id, '{"family": "ticket"}', now(), now(), now() FROM ticket WHERE id = $1`,
      [late],
    )
    await sweep()
    expect(await signals()).toEqual([late, late])
  })
  it('signals at most a hundred in five seconds, however many processes sweep', async () => {
    for (let n = 0; n < 105; n += 1) await overdue(100 + n)
    await Promise.all([sweep(), sweep(), sweep()])
    await sweep()
    expect(await signals()).toHaveLength(100)
    await world.db.query(`UPDATE outbox SET created_at = created_at - interval '6 seconds'`)
    await sweep()
    expect(await signals()).toHaveLength(105)
  })
  it('signals each family that has something overdue', async () => {
    const late = await overdue(70)
    await world.db.query(
      `UPDATE ticket SET state = jsonb_set(state, '{deadlines,sub_ticket_nudge}', state->'deadlines'->'acknowledge') WHERE id = $1`,
      [late],
    )
    await sweep()
    const families = await world.db.query<{ family: string }>(
      `SELECT payload->>'family' AS family FROM outbox WHERE kind = 'signal' ORDER BY 1`,
    )
    expect(families.map(({ family }) => family)).toEqual(['split', 'ticket'])
  })
  it('signals nothing twice while a signal is still to be delivered', async () => {
    const late = await overdue(70)
    await sweep()
    await world.db.query(`UPDATE outbox SET created_at = created_at - interval '1 hour'`)
    await sweep()
    expect(await signals()).toEqual([late])
  })
  it('signals nothing for kinds that only newer code knows, says so once, and keeps none from its turn', async () => {
    const foreign: string[] = []
    for (let n = 0; n < 105; n += 1) foreign.push(await overdue(500 + n))
    await world.db.query(
      `UPDATE ticket SET state = jsonb_set(state, '{deadlines}', jsonb_build_object('of_tomorrow', state->'deadlines'->'acknowledge')) WHERE id = ANY($1)`,
      [foreign],
    )
    const late = await overdue(70)
    errors.length = 0
    const sweepAgain = createOverdueSweep({ db: world.db, isDraining: () => false, onError })
    for (let n = 0; n < 3; n += 1) {
      await sweepAgain()
      await world.db.query(`UPDATE outbox SET created_at = created_at - interval '6 seconds'`)
    }
    expect(await signals()).toEqual([late])
    expect(errors).toEqual([expect.stringContaining('of_tomorrow')])
  })
  it('adds nothing while very many signals are still to be delivered', async () => {
    const late = await overdue(70)
    await world.db.query(
      `INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
       SELECT uuidv7(), $1, 'signal', uuidv7(), '{"family": "ticket"}', now() - interval '1 hour', now() FROM generate_series(1, 501)`,
      [await world.organizationId()],
    )
    await sweep()
    expect(await signals()).not.toContain(late)
    await world.db.query(`UPDATE outbox SET done_at = now()
      WHERE id IN (SELECT id FROM outbox WHERE kind = 'signal' LIMIT 1)`)
    await sweep()
    expect(await signals()).toContain(late)
  })
  it('goes on for the others while very many signals of one organization are still to be delivered', async () => {
    const late = await overdue(70)
    await world.db.query(
      `INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
       SELECT uuidv7(), id, 'signal', uuidv7(), '{"family": "ticket"}', now(), now()
       FROM organization, generate_series(1, 501) WHERE slug NOT LIKE 'demo-%'`,
    )
    await sweep()
    expect(await signals()).toContain(late)
  })
  it('takes organizations in turn, so that one with very much overdue keeps no other waiting', async () => {
    for (let n = 0; n < 120; n += 1) await overdue(500 + n)
    const other = await overdueElsewhere(70)
    await sweep()
    const first = await signals()
    expect(first).toContain(other)
    expect(first).toHaveLength(100)
    await world.db.query(`UPDATE outbox SET created_at = created_at - interval '6 seconds'`)
    await sweep()
    expect(await signals()).toHaveLength(121)
  })
  it('begins behind the organization that was served last', async () => {
    const ids = [await overdue(500), await overdueElsewhere(70)]
    const sweepOne = async () => {
      await world.db.query('SELECT signal_overdue($1::jsonb, 60, 1)', ['{"acknowledge": "ticket"}'])
      const found = await signals()
      await world.db.query(
        `UPDATE outbox SET created_at = created_at - interval '6 seconds', done_at = now()`,
      )
      return found
    }
    const first = await sweepOne()
    expect(first).toHaveLength(1)
    const served = await overdue(600) // longer overdue, of the one that was served or not
    const second = await sweepOne()
    expect(second.sort()).toEqual(
      first.includes(ids[0] ?? '') ? [...ids].sort() : [ids[1], served].sort(),
    )
  })
  it('lets what has just become overdue be while others are carried out, but not for long', async () => {
    const [longLate] = [await overdue(190), await overdue(170)]
    await sweep(true)
    expect(await signals()).toEqual([longLate])
  })
  it('leaves an organization alone that is not active', async () => {
    await overdue(70)
    const id = await world.organizationId()
    await world.db.query('UPDATE organization SET active = false WHERE id = $1', [id])
    await sweep()
    await world.db.query('UPDATE organization SET active = true WHERE id = $1', [id])
    expect(await signals()).toEqual([])
  })
})
