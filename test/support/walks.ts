import { randomUUID } from 'node:crypto'
import type { Person } from '../../src/domain/people.js'
import { type CommandName, isCommandName } from '../../src/domain/ticket/commands/index.js'
import { listDeadlines } from '../../src/domain/ticket/deadlines.js'
import { allowedCommands } from '../../src/domain/ticket/decider.js'
import { exampleCommand } from '../../src/domain/ticket/explain.js'
import type { ReadContext } from '../../src/domain/ticket/facts.js'
import type { REQUESTABLE } from '../../src/domain/ticket/requests.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { createCommandPath, type Given } from './command-path.js'
import type { World } from './world.js'

const WALKERS = [
  'requester',
  'moderator',
  'moderator2',
  'it.head',
  'it.agent',
  'finance.head',
  'ceo',
]
/** Seldom, or every walk would be a short one. */
const ENDINGS: readonly CommandName[] = ['reject', 'withdraw', 'close', 'delete_sub_ticket']
const MOST_SUB_TICKETS = 4

/** One step: what happened, for the message of whoever finds something wrong after it. */
export type Step = string

/**
 * A ticket's life by chance, on the real functions of the database: somebody does what they may, or a deadline falls
 * due early. The same seed makes the same choices.
 */
export function createWalk(world: World, seed: number) {
  const path = createCommandPath(world)
  const pick = createPicker(seed)
  const people = new Map<string, Person>()

  async function readRows(rootId: string): Promise<TicketState[]> {
    const rows = await world.db.query<{ state: TicketState }>(
      `SELECT state FROM ticket WHERE (id = $1 OR parent_id = $1) AND deleted_at IS NULL ORDER BY number`,
      [rootId],
    )
    return rows.map(({ state }) => state)
  }

  async function readPeople(): Promise<void> {
    const organizationId = await world.organizationId()
    for (const who of WALKERS) {
      const [row] = await world.db.query<{ person: Person }>(
        'SELECT person_facts($1, $2) AS person',
        [organizationId, await world.userId(who)],
      )
      if (row !== undefined) people.set(who, row.person)
    }
  }

  /** As far as a choice needs it: what it does not know is refused, and is no step. */
  function readContext(): ReadContext {
    const approvers = [...people.values()].filter(({ roles }) => roles.includes('approver'))
    const facts = { parent: null, settings: {}, approvers: approvers.map(({ id }) => id) }
    return { at: new Date().toISOString(), facts }
  }

  async function fire(state: TicketState): Promise<Step | undefined> {
    const deadline = pick.one(listDeadlines(state))
    if (deadline === undefined) return undefined
    const { kind } = await path.carryOutDeadline(state.id, deadline, randomUUID())
    return `${state.number} ${deadline.kind}: ${kind}`
  }

  async function act(
    state: TicketState,
    mayEnd: boolean,
    mayGrow: boolean,
  ): Promise<Step | undefined> {
    const context = readContext()
    const choices = [...people].flatMap(([who, person]) =>
      allowedCommands(state, { kind: 'user', id: person.id }, person, context)
        .filter(isCommandName)
        .filter((name) => (mayEnd || !ENDINGS.includes(name)) && (mayGrow || name !== 'split'))
        .map((name) => ({ who, person, name })),
    )
    const chosen = pick.one(choices)
    if (chosen === undefined) return undefined
    const { who, person, name } = chosen
    const given = await contentFor(world, pick, name, state, { person, context })
    const answer = await path.give(who, state.id, name, given)
    return `${state.number} ${name} by ${who}: ${answer.kind}`
  }

  return {
    begin: async (): Promise<string> => {
      if (people.size === 0) await readPeople()
      const departmentId = await world.departmentId(pick.chance(2) ? 'FIN' : 'IT')
      return (await world.file('requester', { departmentId })).id
    },
    step: async (rootId: string): Promise<Step | undefined> => {
      const rows = await readRows(rootId)
      const state = pick.chance(2) ? rows[0] : pick.one(rows)
      if (state === undefined) return undefined
      if (pick.chance(4)) return fire(state)
      return act(state, pick.chance(8), rows.length <= MOST_SUB_TICKETS)
    },
  }
}

type Picker = ReturnType<typeof createPicker>

/** Numbers that look like chance and are the same for the same seed. */
function createPicker(seed: number) {
  let state = seed >>> 0
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  return {
    one: <T>(list: readonly T[]): T | undefined => list[Math.floor(next() * list.length)],
    /** True once in so many times. */
    chance: (every: number): boolean => next() * every < 1,
  }
}

const TEXTS = ['reason', 'comment', 'notes', 'question', 'answer', 'title', 'description']

/** Content that mostly passes; what is refused is no step. */
async function contentFor(
  world: World,
  pick: Picker,
  name: CommandName,
  state: TicketState,
  { person, context }: { person: Person; context: ReadContext },
): Promise<Given> {
  const example = exampleCommand(name, state, { kind: 'user', id: person.id }, context)
  const payload = Object.fromEntries(
    Object.entries(example.payload).map(([key, value]) => [
      key,
      value === '' ? randomUUID() : value,
    ]),
  )
  const one = async (...emails: string[]) => world.userId(pick.one(emails) ?? '')
  const soon = () => new Date(Date.now() + 3_600_000).toISOString()
  const grant = (kind: keyof typeof REQUESTABLE) => {
    const request = state.requests.find((asked) => asked.kind === kind)
    return request === undefined || pick.chance(2) ? {} : { requestId: request.id }
  }
  const own: Partial<Record<CommandName, () => Promise<object>>> = {
    assign: async () => pick.one([{}, { dueAt: soon() }, { priority: 'low', dueAt: soon() }]) ?? {},
    reassign: async () =>
      pick.one([
        {},
        { dueAt: soon() },
        state.assigneeId === null ? {} : { assigneeId: state.assigneeId, dueAt: soon() },
        { departmentId: await world.departmentId('HR') },
        { departmentId: await world.departmentId('FIN') },
      ]) ?? {},
    approve: async () => ({}),
    change_priority: async () => ({ priority: pick.one(['low', 'normal', 'high', 'urgent']) }),
    split: async () => ({
      ...grant('sub_ticket'),
      subTickets: [
        { departmentId: await world.departmentId('IT') },
        { departmentId: await world.departmentId('FIN') },
      ],
    }),
    postpone: async () => ({
      ...grant('postpone'),
      ...(pick.chance(2) ? { resumeAt: soon() } : {}),
    }),
    reopen: async () => grant('reopen'),
    decide_approval: async () => ({ ...payload, approved: pick.chance(2) }),
    request_approval: async () => (pick.chance(2) ? { amount: 500, currency: 'EUR' } : {}),
    add_participant: async () => ({ userId: await one('hr.head', 'it.agent', 'requester2') }),
    remove_participant: async () => ({ userId: await one('it.head', 'it.agent', 'requester') }),
    add_team_members: async () => ({ userIds: [await one('it.agent', 'manager')] }),
    resolve: async () => (pick.chance(2) ? { rating: 4 } : {}),
    progress: async () => (pick.chance(2) ? { percent: 40 } : {}),
  }
  const texts = [...TEXTS, 'subTickets.0.title', 'subTickets.1.title']
  return {
    payload: (await own[name]?.()) ?? payload,
    texts: Object.fromEntries(texts.map((text) => [text, `some ${text}`])),
  }
}
