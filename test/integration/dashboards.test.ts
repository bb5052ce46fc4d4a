import { beforeAll, describe, expect, it } from 'vitest'
import type { CommandName } from '../../src/domain/ticket/commands/index.js'
import { foldTallies } from '../../src/write/dashboards/fold-tallies.js'
import { createCommandPath, type Given } from '../support/command-path.js'
import { isOpen, isOverdue, readCounted, recount } from '../support/recount.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const path = createCommandPath(world)
const get = (who: string, url: string) => world.call(who, 'GET', url)

let it1 = ''
let agent = ''
let requester = ''
beforeAll(async () => {
  it1 = await world.departmentId('IT')
  agent = await world.userId('it.agent')
  requester = await world.userId('requester')
})

/** The same numbers each time, so that a failure comes again. */
function createRandom(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

const REASON: Given = { texts: { reason: 'x' } }
/** What may be done to a ticket, by whom; what its status forbids changes nothing. */
const steps = (): [who: string, name: CommandName, given?: Given][] => [
  ['moderator', 'approve'],
  ['moderator', 'assign', { payload: { assigneeId: agent } }],
  ['moderator', 'assign'],
  ['moderator', 'reject', REASON],
  ['moderator', 'ask_clarification', { texts: { question: 'x' } }],
  ['requester', 'answer_clarification', { texts: { answer: 'x' } }],
  ['it.agent', 'start'],
  ['it.agent', 'complete', { texts: { notes: 'x' } }],
  ['requester', 'resolve'],
  ['moderator', 'close', REASON],
  ['moderator', 'postpone', REASON],
  ['moderator', 'restart'],
  ['moderator', 'reopen', REASON],
  ['requester', 'withdraw', REASON],
  ['moderator', 'undo'],
]

const figuresOf = ({ generatedAt: _, ...figures }: Record<string, any>) => figures

async function compare(): Promise<void> {
  const all = await readCounted(world)
  expect(figuresOf((await get('moderator', '/moderator/dashboard')).body)).toEqual(recount(all))
  expect(figuresOf((await get('admin', '/admin/dashboard')).body)).toEqual(recount(all))
  const mine = all.filter((ticket) => ticket.requester_id === requester)
  expect(figuresOf((await get('requester', '/users/me/dashboard')).body)).toEqual(recount(mine))
  const ofIt = all.filter((ticket) => ticket.department_id === it1)
  const { department, unassigned, members, ...figures } = figuresOf(
    (await get('it.head', `/departments/${it1}/dashboard`)).body,
  )
  expect(department.code).toBe('IT')
  expect(figures).toEqual(recount(ofIt))
  expect(unassigned).toBe(ofIt.filter((one) => isOpen(one) && one.assignee_id === null).length)
  for (const { user, open, overdue } of members) {
    const theirs = ofIt.filter((one) => one.assignee_id === user.id)
    expect({ open, overdue }).toEqual({
      open: theirs.filter(isOpen).length,
      overdue: theirs.filter(isOverdue).length,
    })
  }
  const { items } = (await get('moderator', '/moderator/departments/load')).body
  for (const load of items) {
    const {
      drafts: _,
      meanResolutionSeconds: __,
      ...counted
    } = recount(all.filter((ticket) => ticket.department_id === load.department.id))
    expect(load).toMatchObject(counted)
  }
}

describe('the figures of all dashboards', () => {
  it.each([1, 2])(
    'are those of a recount, whatever happens (seed %i)',
    async (seed) => {
      const random = createRandom(seed)
      const tickets: string[] = []
      for (let n = 0; n < 60; n += 1) {
        if (tickets.length < 4 || random(6) === 0) {
          const who = random(3) === 0 ? 'requester2' : 'requester'
          const isDraft = random(4) === 0
          const departmentId = await world.departmentId(random(3) === 0 ? 'HR' : 'IT')
          tickets.push((await world.file(who, { isDraft, departmentId })).id)
        }
        const id = tickets[random(tickets.length)] ?? ''
        const [who, name, given] = steps()[random(15)] ?? ['moderator', 'approve']
        await path.give(who, id, name, given)
        if (random(5) === 0) {
          const by = ['-1 hour', '1 hour'][random(2)]
          await world.owner.query('UPDATE ticket SET due_at = now() + $2::interval WHERE id = $1', [
            id,
            by,
          ])
        }
        if (random(8) === 0) {
          const [gone = ''] = tickets.splice(random(tickets.length), 1)
          await world.call('requester', 'DELETE', `/tickets/${gone}`) // a draft is, others stay
        }
        if (random(6) === 0) await fold()
        if (n % 10 === 9) await compare()
      }
      await fold()
      await compare()
    },
    120_000,
  )
})

/** Changes that change no figure: what was kept before is too old to be asked for, as it is when tallies are summed up. */
const TOUCH = `INSERT INTO ticket_tally (organization_id, id, requester_id, department_id, status, tickets, resolved, seconds)
  SELECT u.organization_id, uuidv7(), u.id, $2, 'submitted', by, 0, 0
  FROM app_user u, generate_series(1, $3::int), (VALUES (1), (-1)) pair(by) WHERE u.id = $1`
let folds = 0

/** As if what there is had been there for long. */
async function fold(): Promise<void> {
  await world.owner.query(
    `UPDATE ticket_tally SET id = overlay(id::text PLACING '0190' FROM 1 FOR 4)::uuid WHERE requester_id IS NOT NULL`,
  )
  while (await foldTallies(world.db, 7));
  folds += 1
  await world.owner.query(TOUCH, [requester, it1, ((folds % 5) + 1) * 100])
}

describe('a dashboard', () => {
  const askTwice = async (who: string, url: string) => {
    const first = await get(who, url)
    const second = await get(who, url)
    return [first, second].map(({ headers }) => headers.get('x-cache'))
  }
  it('is kept until a ticket changes, and then is read anew at once', async () => {
    for (const [who, url] of [
      ['requester2', '/users/me/dashboard'],
      ['moderator', '/moderator/dashboard'],
      ['moderator', '/moderator/departments/load'],
      ['it.head', `/departments/${it1}/load`],
    ] as const) {
      const before = await get(who, url)
      expect(await askTwice(who, url), url).toEqual(['hit', 'hit'])
      expect((await get(who, url)).body).toEqual(before.body)
      const { id } = await world.file('requester2')
      expect(await askTwice(who, url), url).toEqual(['miss', 'hit'])
      await path.give('moderator', id, 'assign')
      expect(await askTwice(who, url), url).toEqual(['miss', 'hit'])
    }
  })
  it('of one person is kept while others’ tickets change', async () => {
    await get('requester2', '/users/me/dashboard')
    await world.file('requester')
    expect(await askTwice('requester2', '/users/me/dashboard')).toEqual(['hit', 'hit'])
  })
  it('of another is a moderator’s to read; of nobody there is none', async () => {
    const url = `/users/${requester}/dashboard`
    expect((await get('moderator', url)).body).toEqual(
      (await get('requester', '/users/me/dashboard')).body,
    )
    expect((await get('requester2', url)).status).toBe(404)
    expect((await get('moderator@other.test', url)).status).toBe(404)
    const nobody = '01900000-0000-7000-8000-000000000000'
    for (const id of ['x', nobody]) {
      expect((await get('moderator', `/users/${id}/dashboard`)).status).toBe(404)
    }
  })
  it('of a department is its head’s, its managers’, moderators’ and admins’', async () => {
    for (const what of ['load', 'dashboard']) {
      const url = `/departments/${it1}/${what}`
      for (const who of ['it.head', 'moderator', 'admin']) {
        expect((await get(who, url)).status).toBe(200)
      }
      for (const who of ['it.agent', 'hr.head', 'requester']) {
        expect((await get(who, url)).body.code).toBe('forbidden')
      }
      for (const id of ['x', '01900000-0000-7000-8000-000000000000']) {
        expect((await get('moderator', `/departments/${id}/${what}`)).status).toBe(404)
      }
      expect((await get('moderator@other.test', url)).status).toBe(404)
    }
  })
  it('lists its members, whoever has most first, the head among them', async () => {
    const { members } = (await get('it.head', `/departments/${it1}/load`)).body
    const open = members.map((one: { open: number }) => one.open)
    expect(open).toEqual([...open].sort((a: number, b: number) => b - a))
    expect(members.filter((one: { head: boolean }) => one.head)).toHaveLength(1)
    const names = members.map((one: { user: { id: string } }) => one.user.id)
    expect(names).toContain(agent)
  })
})
