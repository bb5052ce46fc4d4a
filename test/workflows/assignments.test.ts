import { beforeAll, describe, expect, it } from 'vitest'
import type { GroupQueue } from '../../src/contracts/groups.js'
import type { TicketView } from '../../src/contracts/tickets.js'
import { wakeWaitingGroups } from '../../temporal/wake-assignments.js'
import { createDriver } from '../support/scenario-driver.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { call, code, read, moderate } = createDriver(world)

let groupId = ''
let categoryId = ''
let agent = ''

const be = (availability: string) => call('it.agent', 'PATCH', '/users/me', { availability })
const limit = (maxConcurrentTickets: number | null) =>
  call('admin', 'PATCH', `/admin/users/${agent}`, { maxConcurrentTickets })
const queue = async (who = 'moderator') =>
  (await call<GroupQueue>(who, 'GET', `/groups/${groupId}/queue`)).items
const file = (body: object = {}) => world.file('requester', { categoryId, ...body })

async function approved(body: object = {}): Promise<TicketView> {
  const { id } = await file(body)
  return moderate(id, 'approve')
}

const untilAssigned = (id: string) =>
  world.until(async () => {
    const ticket = await read(id)
    return ticket.status === 'assigned' && ticket
  })

async function finish(id: string): Promise<void> {
  await moderate(id, 'close', { reason: 'x' })
}

const find = async (id: string) => (await queue()).find(({ ticketId }) => ticketId === id)

beforeAll(async () => {
  agent = await world.userId('it.agent')
  const departmentId = await world.departmentId('IT')
  const members = [{ userId: agent, skills: [{ name: 'network', level: 3 }] }]
  const group = await call('admin', 'POST', '/admin/groups', { name: 'Network', members })
  groupId = group.id
  const assignment = { mode: 'least_loaded', groupId }
  const body = { name: 'Network', code: 'NETWORK', departmentId, assignment }
  categoryId = (await call('admin', 'POST', '/admin/categories', body)).id
})

describe('a ticket of a category that gives by itself', () => {
  it('goes, approved, to a member of its group; history says who and why', async () => {
    const { id } = await approved()
    const ticket = await untilAssigned(id)
    expect(ticket).toMatchObject({ assigneeId: agent, autoAssign: true })
    const { items } = await call('requester', 'GET', `/tickets/${id}/history`)
    expect(items.at(-1)).toMatchObject({
      ...{ command: 'assign', actor: 'system', by: 'routing', why: 'least loaded: 0' },
      fields: { assigneeId: { to: agent } },
    })
    await finish(id)
  })

  it('comes back with the undo of its approval, and is people’s from then on', async () => {
    const { id } = await approved()
    await untilAssigned(id)
    const undone = await moderate(id, 'undo')
    expect(undone).toMatchObject({
      ...{ status: 'submitted', assigneeId: null, autoAssign: false },
      undone: { command: 'approve' },
    })
    expect(await code('it.agent', 'GET', `/tickets/${id}`)).toBe('not_found')
    await moderate(id, 'approve')
    expect(await find(id)).toBeUndefined()
    await moderate(id, 'assign', { assigneeId: agent })
    await finish(id)
  })

  it('waits while nobody is there or has room, and says so; then it goes on in its order', async () => {
    await be('away')
    const low = await approved({ priority: 'low' })
    const urgent = await approved({ priority: 'urgent' })
    expect(await queue('it.agent')).toMatchObject([
      { ticketId: urgent.id, number: urgent.number, position: 1, why: 'nobody_available' },
      { ticketId: low.id, priority: 'low', position: 2, why: 'nobody_available' },
    ])
    await limit(1)
    await be('available')
    await untilAssigned(urgent.id)
    expect(await find(low.id)).toMatchObject({ position: 1, why: 'all_full' })
    await finish(urgent.id)
    await untilAssigned(low.id)
    const other = await approved()
    expect((await find(other.id))?.why).toBe('all_full')
    await limit(2)
    await untilAssigned(other.id)
    await finish(low.id)
    await finish(other.id)
    await limit(null)
  })

  it('is found again where its wake was lost, once it has waited for a minute', async () => {
    await world.owner.query(`CREATE FUNCTION lose_wake() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RETURN NULL; END $$`)
    await world.owner.query(`CREATE TRIGGER lose_wake BEFORE INSERT ON outbox FOR EACH ROW
      WHEN (NEW.kind = 'assignment') EXECUTE FUNCTION lose_wake()`)
    const { id } = await approved()
    await world.owner.query('DROP TRIGGER lose_wake ON outbox')
    await world.owner.query(
      "UPDATE outbox SET created_at = now() - interval '1 hour' WHERE kind = 'assignment'",
    )
    await wakeWaitingGroups(world.db)
    expect((await read(id)).status).toBe('open') // it has not waited for a minute
    await world.owner.query(
      "UPDATE ticket SET updated_at = now() - interval '61 seconds' WHERE id = $1",
      [id],
    )
    await wakeWaitingGroups(world.db)
    await untilAssigned(id)
    await finish(id)
  })

  it('is shown to members, moderators and admins alone', async () => {
    const path = `/groups/${groupId}/queue`
    expect(await code('it.head', 'GET', path)).toBe('forbidden')
    expect(await code('requester', 'GET', path)).toBe('forbidden')
    expect(await code('admin@other.test', 'GET', path)).toBe('not_found')
    expect((await world.call('admin', 'GET', path)).body).toEqual({ items: [] })
  })
})
