import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { COMMAND_BODIES, isPeopleCommand } from '../../../src/contracts/commands.js'
import {
  COMMAND_NAMES,
  type CommandName,
  getCommand,
  PEOPLE_COMMANDS,
} from '../../../src/domain/ticket/commands/index.js'
import { decide } from '../../../src/domain/ticket/decider.js'
import type { DeclaredFact, Facts } from '../../../src/domain/ticket/facts.js'
import { propose } from '../../../src/domain/ticket/propose.js'
import type { TicketState } from '../../../src/domain/ticket/state.js'
import { STATUSES, type Status } from '../../../src/domain/ticket/status.js'
import { ANYONE, identify, sceneFor } from '../../support/scenes.js'
import { AT, factsFor, ticketIn, validCommand } from '../../support/tickets.js'

const BODIES = Object.entries(COMMAND_BODIES)

/** What a request for a sub-ticket is about: no rule of the ticket reads it, and none could do without. */
const CONTENT: Partial<Record<CommandName, string[]>> = {
  request_sub_ticket: ['title', 'description'],
}

describe('the bodies of commands', () => {
  it('are there for exactly those that people send', () => {
    expect(Object.keys(COMMAND_BODIES).sort()).toEqual([...PEOPLE_COMMANDS].sort())
  })
  it.each(BODIES)('%s: requires the text that the command requires, and no other', (key, body) => {
    if (!isPeopleCommand(key)) throw new Error(`${key} is no command`)
    const issues = body.schema.safeParse({}).error?.issues ?? []
    const missing = issues.map(({ path }) => String(path[0]))
    const required = body.texts.filter((text) => missing.includes(text))
    const { requires } = getCommand(key)
    expect(required.filter((text) => CONTENT[key]?.includes(text) !== true)).toEqual(
      requires === undefined ? [] : [requires],
    )
  })
  it.each(BODIES)(
    '%s: has the texts that the ticket keeps or the command requires',
    (key, body) => {
      if (!isPeopleCommand(key)) throw new Error(`${key} is no command`)
      const { keeps = {}, requires } = getCommand(key)
      const wanted = [...Object.values(keeps), ...(requires === undefined ? [] : [requires])]
      expect(wanted.filter((text) => !body.texts.includes(text))).toEqual([])
    },
  )
  it.each(BODIES)('%s: has no text that its schema refuses', (_key, { schema, texts }) => {
    const { properties = {} } = z.toJSONSchema(schema, { io: 'input' })
    expect(Object.keys(properties)).toEqual(expect.arrayContaining([...texts]))
  })
  it('are kept of no command of the system', () => {
    const others = COMMAND_NAMES.filter((name) => !PEOPLE_COMMANDS.includes(name))
    for (const name of others) {
      const { keeps, requires } = getCommand(name)
      expect({ keeps, requires }, name).toEqual({ keeps: undefined, requires: undefined })
    }
  })
})

const DECLARED: readonly DeclaredFact[] = [
  'entitlement',
  'policies',
  'openSubTickets',
  'draft',
  'files',
  'escalation',
]

/** The same facts, which remember those of them that were read. */
function watchFacts(facts: Facts, read: Set<PropertyKey>): Facts {
  return new Proxy(facts, {
    get: (target, member, receiver) => {
      read.add(member)
      return Reflect.get(target, member, receiver)
    },
  })
}

/** What people have done for them may follow from more. */
function alsoByMacro({ actor, person }: ReturnType<typeof identify>) {
  const byMacro =
    actor.kind === 'user' ? [{ actor: { ...actor, by: 'macro' as const }, person }] : []
  return [{ actor, person }, ...byMacro]
}

describe('facts that cost a query', () => {
  it.each(COMMAND_NAMES)('%s reads those that it declares, and no other', (name) => {
    const read = new Set<PropertyKey>()
    for (const status of STATUSES) {
      const scene = sceneFor(name, status)
      for (const state of [scene, { ...scene, assignedAt: null }]) {
        for (const { actor, person } of ANYONE.map(identify).flatMap(alsoByMacro)) {
          const facts = watchFacts(factsFor(person), read)
          decide(state, validCommand(name, state, actor), { at: AT, facts })
        }
      }
    }
    const { needs = [] } = getCommand(name)
    expect(DECLARED.filter((fact) => read.has(fact))).toEqual(
      DECLARED.filter((fact) => needs.includes(fact)),
    )
  })
})

/** A sub-ticket begins as somebody's, and is never split itself. */
const OF_SUB_TICKETS: readonly Status[] = [
  'assigned',
  'in_progress',
  'awaiting_approval',
  'postponed',
  'completed',
  'resolved',
  'closed',
  'reopened',
  'withdrawn',
]

/** Its last action can be undone, and gave it to another. */
function subTicketFor(name: CommandName, status: Status): TicketState {
  const isSubTicket = { type: 'sub_ticket', parentId: 'parent' } as const
  const before = { ...ticketIn('assigned', isSubTicket), assigneeId: 'head', undo: null }
  const { undo } = ticketIn(status)
  if (undo?.kind !== 'open') throw new Error('there is nothing to undo')
  return {
    ...sceneFor(name, status),
    ...isSubTicket,
    undo: { ...undo, before: before as TicketState },
  }
}

/** Whether any way of giving it to a sub-ticket changes the parent's counts or people. */
function changesParent(name: CommandName): boolean {
  const policies = ['moderator', 'requester'] as const
  const attempts = OF_SUB_TICKETS.flatMap((status) =>
    ANYONE.flatMap((who) => policies.map((closurePolicy) => ({ status, who, closurePolicy }))),
  )
  return attempts.some(({ status, who, closurePolicy }) => {
    const { actor, person } = identify(who)
    const ticket = subTicketFor(name, status)
    const facts = factsFor(person, { settings: { closurePolicy } })
    const command = validCommand(name, ticket, actor)
    const rows = { ticket, parent: null, subTickets: [] }
    try {
      propose(rows, command, { at: AT, facts }, () => 'id')
      return false
    } catch (error) {
      if (error instanceof Error && error.message.includes('must lock it')) return true
      throw error
    }
  })
}

describe('the rows of relatives', () => {
  const ofParents: readonly CommandName[] = [
    'subtickets_progressed',
    'subtickets_closed',
    'subticket_reopened',
  ]
  const names = COMMAND_NAMES.filter((name) => !ofParents.includes(name))
  it.each(names)('%s locks them if it changes its parent, and only then', (name) => {
    expect(changesParent(name)).toBe(getCommand(name).locksRelatives === true)
  })
})
