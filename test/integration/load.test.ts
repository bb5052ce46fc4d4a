import { describe, expect, it } from 'vitest'
import type { UserLoad } from '../../src/contracts/users.js'
import { createCommandPath } from '../support/command-path.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { receive, carryOut, give } = createCommandPath(world)

const readLoad = async (who: string, of: string): Promise<UserLoad> =>
  (await world.call<UserLoad>(who, 'GET', `/users/${of}/load`)).body

async function limitTo(maxConcurrentTickets: number | null): Promise<string> {
  const id = await world.userId('it.agent')
  await world.call('admin', 'PATCH', `/admin/users/${id}`, { maxConcurrentTickets })
  return id
}

async function open(body: object = {}): Promise<string> {
  const { id } = await world.file('requester', { ...body })
  await give('moderator', id, 'approve')
  return id
}

const openSeveral = (count: number, body?: object) =>
  Promise.all(Array.from({ length: count }, () => open(body)))

async function claimAtOnce(ids: readonly string[]): Promise<string[]> {
  const received = await Promise.all(ids.map((id) => receive('it.agent', id, 'claim')))
  const answers = await Promise.all(
    received.map(({ commandId }, n) => carryOut(ids[n] ?? '', 'claim', commandId)),
  )
  return answers.map((answer) => (answer.kind === 'refused' ? answer.refusal.code : 'done')).sort()
}

/** Whether the agent is offered to claim it, as it is read and in a list. */
async function offers(id: string): Promise<boolean[]> {
  const one = (await world.call('it.agent', 'GET', `/tickets/${id}`)).body
  const { items } = (await world.call('it.agent', 'GET', '/tickets?limit=200')).body
  const listed = items.find((item: { id: string }) => item.id === id)
  return [one, listed].map(({ allowedCommands }) => allowedCommands.includes('claim'))
}

const times = (count: number, word: string) => Array.from({ length: count }, () => word)

describe('how much somebody has to do', () => {
  it('never goes beyond their limit by claims that race', async () => {
    const agent = await limitTo(3)
    const before = await readLoad('it.agent', 'me')
    const answers = await claimAtOnce(await openSeveral(10))
    expect(answers).toEqual([...times(7, 'agent_full'), ...times(3, 'done')])
    expect(await readLoad('it.agent', 'me')).toEqual({
      ...before,
      open: 3,
      limit: 3,
      byPriority: { low: 0, normal: 3, high: 0, urgent: 0 },
      assignedToday: before.assignedToday + 3,
      assignedTotal: before.assignedTotal + 3,
    })
    const [left = ''] = await openSeveral(1)
    const { body } = await world.call('it.agent', 'POST', `/tickets/${left}/explain`)
    const claim = body.commands.find(({ command }: { command: string }) => command === 'claim')
    expect(claim).toMatchObject({ allowed: false, code: 'agent_full' })
    expect(await offers(left)).toEqual([false, false])
    // what moderators give counts, and is refused to nobody
    const [more = ''] = await openSeveral(1)
    expect(
      await give('moderator', more, 'assign', { payload: { assigneeId: agent } }),
    ).toMatchObject({ kind: 'done' })
    expect((await readLoad('moderator', agent)).open).toBe(4)
    await limitTo(5)
    expect(await offers(left)).toEqual([true, true])
  })

  it('is bounded by the category, or the one above it, or the group, too', async () => {
    await limitTo(null)
    const { open: has } = await readLoad('it.agent', 'me')
    const assignment = { mode: 'manual', maxPerAgent: has + 2 }
    const departmentId = await world.departmentId('IT')
    const make = async (path: string, body: object) =>
      (await world.call('admin', 'POST', `/admin${path}`, body)).body.id as string
    const above = await make('/categories', { name: 'A', code: 'A-1', departmentId, assignment })
    const below = await make('/categories', {
      ...{ name: 'B', code: 'B-1', departmentId, parentId: above },
    })
    const group = await make('/groups', { name: 'Bounded', assignment })
    const grouped = await make('/categories', {
      ...{ name: 'C', code: 'C-1', departmentId, groupId: group },
    })
    const first = await openSeveral(3, { categoryId: below })
    expect(await claimAtOnce(first)).toEqual(['agent_full', 'done', 'done'])
    const [one = ''] = await openSeveral(1, { categoryId: grouped })
    expect(await offers(one)).toEqual([false, false])
    expect(await claimAtOnce([one])).toEqual(['agent_full'])
    // its own comes before what it inherits
    await world.call('admin', 'PATCH', `/admin/categories/${below}`, {
      assignment: { mode: 'manual' },
    })
    expect(await claimAtOnce(await openSeveral(1, { categoryId: below }))).toEqual(['done'])
  })

  it('is for themselves, the head of their department, moderators and admins', async () => {
    const agent = await world.userId('it.agent')
    const status = async (who: string, id = agent) =>
      (await world.call(who, 'GET', `/users/${id}/load`)).status
    expect(
      await Promise.all(['it.agent', 'it.head', 'moderator', 'admin'].map((w) => status(w))),
    ).toEqual([200, 200, 200, 200])
    expect(await Promise.all(['finance.head', 'requester'].map((w) => status(w)))).toEqual([
      403, 403,
    ])
    expect(await status('admin', await world.userId('agent@other.test'))).toBe(404)
    expect(await status('admin', 'nobody')).toBe(404)
  })

  it('asks of a category that gives by itself whose members get its tickets', async () => {
    const body = { name: 'D', code: 'D-1', departmentId: await world.departmentId('IT') }
    const answer = await world.call('admin', 'POST', '/admin/categories', {
      ...body,
      assignment: { mode: 'round_robin' },
    })
    expect(answer).toMatchObject({
      status: 400,
      body: { details: { assignment: [expect.any(String)] } },
    })
  })

  it('can be tried on what came into the queue of a group: who would have got what, and how even', async () => {
    const [agent, head] = [await world.userId('it.agent'), await world.userId('it.head')]
    const members = [{ userId: agent }, { userId: head }]
    const make = async (path: string, body: object) =>
      (await world.call('admin', 'POST', `/admin${path}`, body)).body.id as string
    const groupId = await make('/groups', { name: 'Tried', members })
    const departmentId = await world.departmentId('IT')
    const categoryId = await make('/categories', { name: 'E', code: 'E-1', departmentId, groupId })
    const [first = ''] = await openSeveral(1, { categoryId })
    await give('moderator', first, 'assign', { payload: { assigneeId: head } })
    await openSeveral(2, { categoryId })
    const [gone = ''] = await openSeveral(1, { categoryId })
    await give('requester', gone, 'withdraw', { texts: { reason: 'x' } })
    const simulate = async (over: object = {}) => {
      const span = { from: '2026-01-01T00:00:00Z', to: '2099-01-01T00:00:00Z' }
      const path = `/admin/groups/${groupId}/simulate`
      return (await world.call('admin', 'POST', path, { ...span, ...over })).body
    }
    expect(await simulate()).toMatchObject({ checked: 0, given: [], waiting: [] }) // people give them
    const even = await simulate({ assignment: { mode: 'round_robin' } })
    expect(even).toMatchObject({
      checked: 4,
      waiting: [],
      evenness: { fewest: 2, most: 2, mean: 2 },
    })
    const name = expect.any(String)
    expect(even.members).toEqual(
      expect.arrayContaining([
        { userId: agent, name, given: 2, was: 0 },
        { userId: head, name, given: 2, was: 1 },
      ]),
    )
    expect(
      even.given.find(({ ticketId }: { ticketId: string }) => ticketId === first),
    ).toMatchObject({
      ...{ was: { id: head }, why: expect.stringContaining('round robin') },
    })
    const bounded = await simulate({ assignment: { mode: 'least_loaded', maxPerAgent: 1 } })
    const whys = bounded.waiting.map(({ why }: { why: string }) => why)
    expect(new Set(whys)).toEqual(new Set(['all_full']))
    const sql = [{ name: 'sql', level: 1 }]
    const skilled = await simulate({ assignment: { mode: 'skills', requiredSkills: sql } })
    expect(skilled.waiting.map(({ why }: { why: string }) => why)).toEqual(
      times(4, 'skills_missing'),
    )
    expect(await simulate({ from: '2098-01-01T00:00:00Z' })).toMatchObject({ checked: 0 })
    const { body } = await world.call('admin', 'GET', `/groups/${groupId}/queue`)
    expect(body.items).toEqual([]) // nothing was changed
  })
})
