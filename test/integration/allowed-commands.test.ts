import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { TicketView } from '../../src/contracts/tickets.js'
import {
  type CommandName,
  getCommand,
  PEOPLE_COMMANDS,
} from '../../src/domain/ticket/commands/index.js'
import { exampleCommand } from '../../src/domain/ticket/explain.js'
import { judge, type LockedCommand } from '../../src/domain/ticket/judge.js'
import { createCommandPath } from '../support/command-path.js'
import { createDriver } from '../support/scenario-driver.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, call, moderate, split } = createDriver(world)
const { receive, readState } = createCommandPath(world)

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
    ...others,
    ...(closed === undefined ? [] : [closed]),
  ]
}

/** What the transaction would say of the command with such content, with nothing written. */
async function tryCommand(who: string, { id }: TicketView, name: CommandName): Promise<string> {
  const actor = { kind: 'user', id: await world.userId(who) } as const
  const { payload, textsGiven } = exampleCommand(name, await readState(id), actor)
  const named = Object.fromEntries(
    Object.entries(payload).map(([key, value]) => [key, value === '' ? randomUUID() : value]),
  )
  const texts = Object.fromEntries(textsGiven.map((text) => [text, 'x']))
  const { commandId } = await receive(who, id, name, { payload: named, texts })
  const { needs = [], locksRelatives = false } = getCommand(name)
  const organizationId = await world.organizationId()
  const lock = { organizationId, ticketId: id, commandId, needs, relatives: locksRelatives }
  return world.db.transaction(async (transaction) => {
    const locked = await transaction.call<LockedCommand>('lock_command', lock)
    const verdict = judge(locked, { commandId, at: new Date().toISOString() }, randomUUID)
    return verdict.kind === 'reject' ? verdict.refusal.code : 'applied'
  })
}

describe('allowedCommands', () => {
  it('name nothing that would be refused for anything but its content, and miss nothing that would not', async () => {
    const outcomes = new Map<string, number>()
    for (const ticket of await fileAll()) {
      for (const who of PEOPLE) {
        const answer = await world.call<TicketView>(who, 'GET', `/tickets/${ticket.id}`)
        if (answer.status !== 200) continue
        for (const name of PEOPLE_COMMANDS) {
          const outcome = await tryCommand(who, ticket, name)
          const label = `${name} by ${who} on ${answer.body.status}: ${outcome}`
          const isAllowed = answer.body.allowedCommands.includes(name)
          if (isAllowed) expect(['applied', ...BY_CONTENT], label).toContain(outcome)
          else expect(outcome, label).not.toBe('applied')
          if (isAllowed) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
        }
      }
    }
    expect(outcomes.get('applied')).toBeGreaterThan(100)
  })
})
