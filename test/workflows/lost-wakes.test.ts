import { beforeAll, describe, expect, it } from 'vitest'
import type { TicketView } from '../../src/contracts/tickets.js'
import type { DeadlineKind } from '../../src/domain/ticket/deadline.js'
import { createDriver } from '../support/scenario-driver.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, call, read, moderate, split } = createDriver(world)

/** Every wake is lost on its way: only what finds it again is delivered. */
beforeAll(async () => {
  await world.owner.query(`CREATE FUNCTION lose_wake() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RETURN NULL; END $$`)
  await world.owner.query(`CREATE TRIGGER lose_wake BEFORE INSERT ON outbox FOR EACH ROW
    WHEN (NEW.kind IN ('start', 'signal') AND NOT NEW.payload ? 'overdue') EXECUTE FUNCTION lose_wake()`)
})

/** As if it had been due for so long that the sweep looks for it: a minute. */
async function passMinute(id: string, kind: DeadlineKind): Promise<void> {
  const at = new Date(Date.now() - 61_000).toISOString()
  const [row] = await world.db.query<{ at: string | null }>(
    `UPDATE ticket SET next_due_at = $2::text::timestamptz, state = jsonb_set(state, ARRAY['deadlines', $3, 'at'], to_jsonb($2::text), false)
     WHERE id = $1 RETURNING state->'deadlines'->$3->>'at' AS at`,
    [id, at, kind],
  )
  expect(row?.at, `${kind} is armed`).toBe(at)
}

const countFirings = async (id: string, kind: DeadlineKind) =>
  (
    await world.db.query(
      `SELECT 1 FROM ticket_event WHERE ticket_id = $1 AND command_id LIKE '%/' || $2 || '/%'`,
      [id, kind],
    )
  ).length

async function expectFoundAgain({ id }: { id: string }, kind: DeadlineKind): Promise<void> {
  await passMinute(id, kind)
  await world.until(async () => (await countFirings(id, kind)) > 0, 60_000)
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  expect(await countFirings(id, kind)).toBe(1)
}

describe('a wake that was lost is found again, and its deadline carried out once', () => {
  it('of a ticket whose start never came', async () => {
    const draft = await world.call('requester', 'POST', '/tickets', {
      ...(await world.newTicket()),
      isDraft: true,
    })
    expect(draft.status).toBe(201)
    await expectFoundAgain(draft.body as TicketView, 'draft_expiry') // the answer's type is the route's
  })
  it('of a postponement, which comes back by its date', async () => {
    const ticket = await begin('in_progress')
    const resumeAt = new Date(Date.now() + 86_400_000).toISOString()
    await moderate(ticket.id, 'postpone', { reason: 'x', resumeAt })
    await expectFoundAgain(ticket, 'resume')
    expect((await read(ticket.id)).status).toBe('in_progress')
  })
  it('of an approval, which reminds', async () => {
    const ticket = await begin('in_progress', 'FIN')
    await call('finance.head', 'POST', '/approvals', { ticketId: ticket.id, reason: 'x' })
    await expectFoundAgain(ticket, 'approval_reminder')
  })
  it('of a split, which looks after its sub-tickets', async () => {
    const ticket = await begin('in_progress')
    await split(ticket.id, ['IT'])
    await expectFoundAgain(ticket, 'sub_ticket_nudge')
  })
  it('of a sub-ticket that came back with its parent’s undo', async () => {
    const ticket = await begin('in_progress')
    const [subTicket] = await split(ticket.id, ['IT'])
    if (subTicket === undefined) throw new Error('nothing was split')
    await moderate(ticket.id, 'close', { reason: 'x', forceCloseChildren: true })
    await moderate(ticket.id, 'undo')
    await expectFoundAgain(subTicket, 'acknowledge')
  })
})
