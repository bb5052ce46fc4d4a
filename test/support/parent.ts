import type { Refusal } from '../../src/domain/errors.js'
import type { Actor } from '../../src/domain/people.js'
import type { TicketChange } from '../../src/domain/ticket/change.js'
import {
  type Command,
  type CommandName,
  getCommand,
  type Payloads,
} from '../../src/domain/ticket/commands/index.js'
import { type LockedRows, propose } from '../../src/domain/ticket/propose.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import type { Anyone, Circumstances } from './given.js'
import { AT, asUser, command, factsFor, IT, ticketIn } from './tickets.js'

/** A parent and its sub-tickets, in the order of their numbers. */
export interface ParentRows {
  parent: TicketState
  subTickets: TicketState[]
}

/** Which of them a command is for: a sub-ticket by its place, from 0. */
export type Target = 'parent' | number

export interface ParentThen extends ParentRows {
  changes: TicketChange[]
  refusal: Refusal | undefined
  code: string | undefined
}

export interface ParentGiven extends ParentRows {
  /** One more command in the past, by a moderator unless named; throws when it is refused. */
  and: Act<ParentGiven>
  when: Act<ParentThen>
  /** As if the parent had come there by itself. */
  with(over: Partial<TicketState>): ParentGiven
}

type Act<R> = <N extends CommandName>(
  target: Target,
  name: N,
  payload?: Payloads[N],
  circumstances?: Circumstances & { who?: Anyone },
) => R

export function givenParent(
  rows: ParentRows = {
    parent: ticketIn('in_progress', { number: 'T-1', undo: null }),
    subTickets: [],
  },
): ParentGiven {
  return {
    ...rows,
    and: (target, name, payload, circumstances) => {
      const then = when(rows, target, name, payload, circumstances)
      if (then.refusal !== undefined) throw new Error(JSON.stringify(then.refusal))
      return givenParent(then)
    },
    when: (target, name, payload, circumstances) =>
      when(rows, target, name, payload, circumstances),
    with: (over) => {
      const parent = { ...rows.parent, ...over } as TicketState // status and assignee are set as a pair
      return givenParent({ ...rows, parent })
    },
  }
}

/** A parent in that status, split into so many sub-tickets of the department's head. */
export function givenSplit(
  n: number,
  from: 'submitted' | 'assigned' | 'in_progress' = 'in_progress',
) {
  const parent = ticketIn(from, { number: 'T-1', undo: null })
  return givenParent({ parent, subTickets: [] }).and('parent', 'split', splitInto(n))
}

export function splitInto(n: number): Payloads['split'] {
  return { subTickets: Array.from({ length: n }, () => ({ departmentId: IT })) }
}

export function findTicket({ parent, subTickets }: ParentRows, target: Target): TicketState {
  const found = target === 'parent' ? parent : subTickets[target]
  if (found === undefined) throw new Error(`there is no sub-ticket ${target}`)
  return found
}

/** The rows that the transaction locks: relatives for those commands alone that declare it. */
export function lockRows(
  rows: ParentRows,
  target: Target,
  names: readonly CommandName[],
): LockedRows {
  const ticket = findTicket(rows, target)
  const isWide = names.some((name) => getCommand(name).locksRelatives === true)
  if (!isWide) return { ticket, parent: null, subTickets: [] }
  return target === 'parent'
    ? { ticket, parent: null, subTickets: rows.subTickets }
    : { ticket, parent: rows.parent, subTickets: [] }
}

/** The rows after a commit: each change takes the place of its ticket's former state. */
export function replaceRows(
  { parent, subTickets }: ParentRows,
  changes: TicketChange[],
): ParentRows {
  const states = new Map(changes.map(({ state }) => [state.id, state]))
  const fresh = changes.filter(({ create }) => create !== undefined).map(({ state }) => state)
  return {
    parent: states.get(parent.id) ?? parent,
    subTickets: [...subTickets.map((one) => states.get(one.id) ?? one), ...fresh],
  }
}

/** A new id at each call, for the sub-tickets that a split creates. */
export function countIds({ subTickets }: ParentRows): () => string {
  let issued = subTickets.length
  return () => {
    issued += 1
    return `sub-ticket-${issued}`
  }
}

function when<N extends CommandName>(
  rows: ParentRows,
  target: Target,
  name: N,
  payload: Payloads[N] = {} as Payloads[N], // most have no content
  {
    who = 'moderator',
    texts = ['reason'],
    at = AT,
    facts = {},
    ifMatch,
  }: Circumstances & { who?: Anyone } = {},
): ParentThen {
  const isUser = who !== 'system' && who !== 'operator'
  const actor: Actor = isUser ? asUser(who).actor : { kind: who }
  const proposal = propose(
    lockRows(rows, target, [name]),
    command(name, actor, payload, texts, ifMatch) as Command, // one of them
    {
      at,
      facts: factsFor(isUser ? asUser(who).person : null, {
        parent: target === 'parent' ? null : rows.parent,
        ...facts,
      }),
    },
    countIds(rows),
  )
  if (proposal.kind === 'refused') {
    return { ...rows, changes: [], refusal: proposal.refusal, code: proposal.refusal.code }
  }
  const changes = proposal.kind === 'changed' ? proposal.changes : []
  return { ...replaceRows(rows, changes), changes, refusal: undefined, code: undefined }
}
