import { findRelations, type Relation } from '../access/relations.js'
import { incompleteUploads } from '../attachment/upload.js'
import type { Refusal } from '../errors.js'
import { type Actor, type Caused, isRuleOfTime, type Person } from '../people.js'
import { recordResponse } from '../sla/clocks.js'
import { noteBreach } from '../sla/late.js'
import type { Rule } from './commands/command.js'
import {
  COMMAND_NAMES,
  type Command,
  type CommandName,
  commandRule,
  getCommand,
} from './commands/index.js'
import { missingText } from './content-refusals.js'
import { SAVE_DRAFT } from './drafts/saved.js'
import {
  type EventType,
  getEvent,
  isInternal,
  isResponse,
  type NewEvent,
  type TicketEvent,
} from './events.js'
import {
  type DecisionContext,
  type Facts,
  NAMED_THINGS,
  type ReadContext,
  type Surroundings,
  type UnknownIds,
} from './facts.js'
import { applyInvariants } from './invariants.js'
import { notForCaller, staleRevision, unknownThing, wrongStatus } from './refusals.js'
import type { TicketState } from './state.js'
import { STATUSES, type Status } from './status.js'
import { listBroughtTexts, type TextName } from './texts.js'
import { recordUndo } from './undo-record.js'
import { causeUndone } from './undo-refusals.js'

export type Decision =
  | { kind: 'happened'; event: NewEvent }
  | { kind: 'unchanged' }
  | { kind: 'refused'; refusal: Refusal }

/** The one judge of commands. */
export function decide<N extends CommandName>(
  state: TicketState,
  command: Command<N>,
  context: DecisionContext,
): Decision {
  const { at, facts } = context
  if (facts.isCauseUndone === true) return { kind: 'refused', refusal: causeUndone() }
  const { actor: person, unknownIds } = facts
  const known = { at, person, unknownIds, surroundings: facts, facts }
  const refused = findRefusal(state, command, known)
  if (refused !== undefined) return { kind: 'refused', refusal: refused }
  const name: N = command.name
  const definition = getCommand(name)
  const members = definition.decide(state, command, context)
  if (members === undefined) return { kind: 'unchanged' }
  const brought = listBroughtTexts(definition.keeps, command.textsGiven)
  const texts = brought.length === 0 ? {} : { texts: brought }
  const isFinal = isRuleOfTime(command.actor) && 'undoUntil' in members
  const undoing = { ...readCause(command.actor), ...(isFinal ? { undoUntil: null } : {}) }
  return {
    kind: 'happened',
    event: { ...members, ...texts, ...undoing, type: name, at } as NewEvent, // the members that its name has
  }
}

function readCause(actor: Actor): Caused {
  const causedBy = actor.kind === 'system' ? actor.for?.causedBy : undefined
  return causedBy === undefined ? {} : { causedBy }
}

/** What is known when a command is judged: only the transaction has all facts. */
export interface Known {
  at: string
  person: Person | null
  unknownIds: UnknownIds
  surroundings: Surroundings
  facts?: Facts
}

/**
 * Why the command is refused, undefined when it is not, or when it takes facts to tell. The order is that of
 * docs/lifecycle.md: relation, `If-Match`, unknown ids, the command's own conflict, status, other guards.
 */
export function findRefusal<N extends CommandName>(
  state: TicketState,
  command: Command<N>,
  { at, person, unknownIds, surroundings, facts }: Known,
): Refusal | undefined {
  const name: N = command.name
  const definition = getCommand(name)
  const { rule } = definition
  const relations = findRelations(state, command.actor, person)
  const permission = permit(rule, state, relations)
  if (permission === 'forbidden') return notForCaller(rule)
  const context = { at, facts: surroundings }
  const early =
    refuseEarly(state, command, unknownIds) ?? definition.conflict?.(state, command, context)
  if (early !== undefined) return early
  if (permission === 'wrong_status') {
    const allowed = allowedCommands(state, command.actor, person, context)
    return wrongStatus(state, rule, listStatuses(rule, relations), allowed)
  }
  const { requires, guard, factGuard } = definition
  if (requires !== undefined && !command.textsGiven.includes(requires)) return missingText(requires)
  const refused = guard?.(state, command, context)
  if (refused !== undefined || facts === undefined) return refused
  return factGuard?.(state, command, { at, facts })
}

function refuseEarly(
  { revision }: TicketState,
  { ifMatch }: Pick<Command, 'ifMatch'>,
  unknownIds: UnknownIds,
): Refusal | undefined {
  if (ifMatch !== undefined && ifMatch !== revision) return staleRevision(revision)
  for (const thing of NAMED_THINGS) {
    const ids = unknownIds[thing]
    if (ids !== undefined) return unknownThing(thing, ids)
  }
  const { upload } = unknownIds
  return upload === undefined ? undefined : incompleteUploads(upload)
}

/** Relation and status are judged at once, because some may act in fewer statuses than others. */
export function permit(
  rule: Rule,
  state: TicketState,
  relations: readonly Relation[],
): 'allowed' | 'forbidden' | 'wrong_status' {
  const { who, from, statusesFor } = rule
  if (!who.some((relation) => relations.includes(relation))) return 'forbidden'
  if (!isInReach(rule, state) || !from.includes(state.status)) return 'wrong_status'
  const isHere = (relation: Relation) => statusesFor?.[relation]?.includes(state.status) ?? true
  const isPossible = who.some((relation) => relations.includes(relation) && isHere(relation))
  return isPossible ? 'allowed' : 'wrong_status'
}

/** The statuses in which these relations permit it. */
function listStatuses({ who, from, statusesFor }: Rule, relations: readonly Relation[]): Status[] {
  const held = who.filter((relation) => relations.includes(relation))
  return from.filter((status) =>
    held.some((relation) => (statusesFor?.[relation] ?? from).includes(status)),
  )
}

function isInReach({ deletedOnly, subTicketsOnly }: Rule, state: TicketState): boolean {
  const isDeletedAsAsked = (state.deletedAt !== null) === (deletedOnly === true)
  return isDeletedAsAsked && (subTicketsOnly !== true || state.type === 'sub_ticket')
}

/** Lists show what may be done with each ticket: most commands are out of question by its status alone. */
const COMMANDS_BY_STATUS = Object.fromEntries(
  STATUSES.map((status) => [
    status,
    COMMAND_NAMES.filter((name) => commandRule(name).from.includes(status)),
  ]),
) as Record<Status, CommandName[]> // every status has its entry

/** What a caller may be offered: a command, or the edit of a draft, which is a transaction of its own. */
export type Offer = CommandName | 'save_draft'
export const OFFERS: readonly Offer[] = ['save_draft', ...COMMAND_NAMES]

/** What this one may do now: each would be refused for nothing but its content. */
export function allowedCommands(
  state: TicketState,
  actor: Actor,
  person: Person | null,
  context: ReadContext,
): Offer[] {
  const relations = findRelations(state, actor, person)
  const commands = COMMANDS_BY_STATUS[state.status].filter(
    (name) =>
      permit(commandRule(name), state, relations) === 'allowed' &&
      !isHindered(name, state, actor, context),
  )
  const isWriting = permit(SAVE_DRAFT, state, relations) === 'allowed'
  return isWriting ? ['save_draft', ...commands] : commands
}

/** True if no content of the command could make it succeed. */
function isHindered<N extends CommandName>(
  name: N,
  state: TicketState,
  actor: Actor,
  context: ReadContext,
): boolean {
  const { conflict, guard, example } = getCommand(name)
  if (conflict === undefined && guard === undefined) return false
  const command = { commandId: '', actor, ...example(state, actor, context) }
  return (conflict?.(state, command, context) ?? guard?.(state, command, context)) !== undefined
}

/** The state after an event. Total: what was decided is never refused here. */
export function evolve(before: TicketState, event: TicketEvent): TicketState {
  return recordUndo(before, event, apply(before, event))
}

/** The same but for the record of what can be undone, which names those whom the event notifies. */
export function apply<T extends EventType>(before: TicketState, event: NewEvent<T>): TicketState {
  const type: T = event.type
  const definition = getEvent(type)
  const hasRevision = !isInternal(type)
  const state: TicketState = {
    ...before,
    seq: before.seq + 1,
    revision: before.revision + (hasRevision ? 1 : 0),
    updatedAt: hasRevision ? event.at : before.updatedAt,
  }
  const { late = [] } = event
  const told = late.length === 0 ? state : { ...state, sla: late.reduce(noteBreach, state.sla) }
  const moved = showTexts(definition.evolve(told, event), event)
  if (type === 'undo') return moved
  const isOfSubTickets = definition.isOfSubTickets === true
  const { at, resumed, nextResponse, levels } = event
  const following = { at, resumed, nextResponse, levels, isOfSubTickets }
  const heard = isResponse(event) ? { ...moved, sla: recordResponse(moved.sla, at) } : moved
  const after = applyInvariants(before, heard, following)
  return definition.settle?.(before, after, event) ?? after
}

function showTexts(state: TicketState, { texts = [] }: { texts?: TextName[] }): TicketState {
  if (texts.length === 0) return state
  const brought = Object.fromEntries(texts.map((name) => [name, state.seq]))
  return { ...state, texts: { ...state.texts, ...brought } }
}
