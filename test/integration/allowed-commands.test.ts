import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { TicketView } from '../../src/contracts/tickets.js'
import { SURROUNDINGS } from '../../src/database/rows.js'
import { DEFAULT_POLICY } from '../../src/domain/approval/policy.js'
import {
  type CommandName,
  getCommand,
  PEOPLE_COMMANDS,
} from '../../src/domain/ticket/commands/index.js'
import { exampleCommand } from '../../src/domain/ticket/explain.js'
import { judge, type LockedCommand } from '../../src/domain/ticket/judge.js'
import { readFacts } from '../../src/read/tickets/facts.js'
import { createCommandPath } from '../support/command-path.js'
import { createDriver } from '../support/scenario-driver.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, call, moderate, split } = createDriver(world)
const { readState } = createCommandPath(world)

const PEOPLE = ['requester', 'it.head', 'finance.head', 'it.agent', 'moderator', 'manager', 'ceo']
/** What only the content is to blame for: whom it names, or what a draft still lacks. */
const BY_CONTENT = [
  'not_assignable',
  'not_member',
  'not_removable',
  'user_not_found',
  'validation_failed',
]

async function fileAll(): Promise<TicketView[]> {
  const draft = await call('requester', 'POST', '/tickets', { isDraft: true, title: 'Draft' })
  const clarified = await begin('submitted')
  await moderate(clarified.id, 'clarify', { question: 'x' })
  const open = await begin('submitted')
  await moderate(open.id, 'approve')
  const postponed = await begin('in_progress')
  await moderate(postponed.id, 'postpone', { reason: 'x' })
  const asked = await begin('in_progress', 'FIN')
  await call('finance.head', 'POST', '/approvals', { ticketId: asked.id, reason: 'x' })
  const parent = await begin('in_progress')
  const [closed] = await split(parent.id, ['IT', 'HR'])
  await moderate(closed?.id ?? '', 'close', { reason: 'x' })
  const shared = await begin('completed')
  const team = { userIds: [await world.userId('it.agent')] }
  await call('it.head', 'POST', `/tickets/${shared.id}/team-members`, team)
  const requested = await begin('in_progress')
  await call('it.head', 'POST', `/tickets/${requested.id}/postpone-request`, { reason: 'x' })
  const reopened = await begin('closed')
  await world.db.query('UPDATE ticket SET state = jsonb_set(state, $2, $3) WHERE id = $1', [
    reopened.id,
    '{reopenCount}',
    '2',
  ])
  const ended = await begin('in_progress')
  const [left, forced] = await split(ended.id, ['IT', 'HR'])
  await moderate(left?.id ?? '', 'close', { reason: 'x' })
  await moderate(ended.id, 'close', { reason: 'x', forceCloseChildren: true })
  const plain = ['submitted', 'assigned', 'in_progress', 'closed'] as const
  const others = await Promise.all(plain.map((status) => begin(status)))
  const finance = await begin('in_progress', 'FIN')
  return [
    draft as TicketView,
    clarified,
    open,
    postponed,
    asked,
    parent,
    shared,
    requested,
    finance,
    reopened,
    ended,
    ...others,
    ...[closed, left, forced].filter((one) => one !== undefined),
  ]
}

interface Tried {
  ticketId: string
  userId: string
  organizationId: string
}

/** A good content for each command, as its road would send it. */
async function buildCommands({ ticketId, userId, organizationId }: Tried) {
  const actor = { kind: 'user', id: userId } as const
  const facts = await readFacts(world.db.of(organizationId), ticketId, userId)
  const context = { at: new Date().toISOString(), facts }
  const state = await readState(ticketId)
  return PEOPLE_COMMANDS.map((name) => {
    const { payload, textsGiven } = exampleCommand(name, state, actor, context)
    const named = Object.entries(payload).map(([key, value]) => [
      key,
      value === '' ? randomUUID() : value,
    ])
    const texts = Object.fromEntries(textsGiven.map((text) => [text, 'x']))
    const origin = { ip: null, userAgent: null }
    const content = { payload: Object.fromEntries(named), texts, origin }
    return { commandId: randomUUID(), organizationId, name, actor, ...content }
  })
}

const RECEIVE = `SELECT receive_command(c.value, t.id, t.state, ${SURROUNDINGS}) AS answer
  FROM ticket t, jsonb_array_elements($2::jsonb) c WHERE t.organization_id = $1 AND t.id = $3`
const LOCK = 'SELECT lock_command(l.value) AS locked FROM jsonb_array_elements($1::jsonb) l'

/** What API and transaction would say of each command, with nothing written. */
async function tryAll(who: string, ticketId: string): Promise<Map<CommandName, string>> {
  const organizationId = await world.organizationId()
  const userId = await world.userId(who)
  const commands = await buildCommands({ ticketId, userId, organizationId })
  const locks = commands.map(({ commandId, name }) => {
    const { needs = [], locksRelatives: relatives = false } = getCommand(name)
    return { organizationId, ticketId, commandId, needs, relatives }
  })
  return world.db.transaction(async ({ query }) => {
    const received = [organizationId, JSON.stringify(commands), ticketId]
    await query(RECEIVE, received)
    const rows = await query<{ locked: LockedCommand }>(LOCK, [JSON.stringify(locks)])
    const outcomes = rows.map(({ locked }, index) => {
      const request = { commandId: commands[index]?.commandId ?? '', at: new Date().toISOString() }
      const verdict = judge(locked, request, randomUUID)
      return verdict.kind === 'reject' ? verdict.refusal.code : 'applied'
    })
    return new Map(commands.map(({ name }, index) => [name, outcomes[index] ?? 'unknown']))
  })
}

async function expectExact(who: string, { id }: TicketView): Promise<string[]> {
  const answer = await world.call<TicketView>(who, 'GET', `/tickets/${id}`)
  if (answer.status !== 200) return []
  const { status, allowedCommands } = answer.body
  const met: string[] = []
  for (const [name, outcome] of await tryAll(who, id)) {
    const label = `${name} by ${who} on ${status}: ${outcome}`
    const isAllowed = allowedCommands.includes(name)
    if (isAllowed) expect(['applied', ...BY_CONTENT], label).toContain(outcome)
    else expect(outcome, label).not.toBe('applied')
    met.push(isAllowed ? outcome : `not named: ${outcome}`)
  }
  return met
}

/** Nobody may decide its one step. */
async function setHopelessPolicy(): Promise<void> {
  const { steps } = DEFAULT_POLICY
  const board = steps.map((step) => ({ ...step, approvers: [randomUUID()] }))
  await world.db.query('UPDATE organization SET settings = settings || $1', [
    JSON.stringify({ approvalPolicy: { steps: board } }),
  ])
}

describe('allowedCommands', () => {
  it('name nothing that would be refused for anything but its content, and miss nothing that would not', async () => {
    const met: string[] = []
    const tickets = await fileAll()
    await setHopelessPolicy()
    for (const ticket of tickets) {
      for (const who of PEOPLE) met.push(...(await expectExact(who, ticket)))
    }
    expect(met.filter((outcome) => outcome === 'applied').length).toBeGreaterThan(100)
    for (const code of ['parent_closed', 'reopen_limit', 'no_approver']) {
      expect(met).toContain(`not named: ${code}`)
    }
  }, 180_000)
})
