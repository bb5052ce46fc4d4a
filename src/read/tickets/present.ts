import type { TicketView } from '../../contracts/tickets.js'
import { namePerson, type PeopleNames } from '../../database/names.js'
import type { TicketRecord } from '../../database/rows.js'
import { isStaff, type Person } from '../../domain/people.js'
import { allowedCommands } from '../../domain/ticket/decider.js'
import { showMembers } from '../../domain/ticket/shown.js'
import type { TicketState } from '../../domain/ticket/state.js'
import { isTerminal } from '../../domain/ticket/status.js'
import { presentTeam } from './team-members.js'

function secondsBetween(from: string | null, to: string | null): number | null {
  return from === null || to === null
    ? null
    : Math.floor((Date.parse(to) - Date.parse(from)) / 1000)
}

/** The ticket as the API shows it to this person at this instant, in the contract's order. */
export function presentTicket(record: TicketRecord, viewer: Person, at: string): TicketView {
  const { state, surroundings, names } = record
  const shown = showMembers(state)
  const actor = { kind: 'user', id: viewer.id } as const
  const allowed = allowedCommands(state, actor, viewer, { at, facts: surroundings })
  return {
    id: state.id,
    number: state.number,
    type: state.type,
    parentId: state.parentId,
    revision: state.revision,
    title: record.title,
    description: record.description,
    ...shown,
    department: names.department,
    category: names.category,
    ...presentPeople(state, names.people),
    group: isStaff(viewer) ? names.group : null,
    customerId: names.customer?.id ?? null,
    customer: isStaff(viewer) ? names.customer : null,
    channel: record.channel as TicketView['channel'], // the column has only what was validated
    source: record.source,
    customFields: record.customFields,
    legalHold: record.isHeld,
    external: record.external,
    ...presentTexts(record, shown),
    teamMembers: presentTeam(record),
    attachments: record.attachments,
    timeToFirstResponse: secondsBetween(state.versionBeganAt, state.sla.firstResponseAt),
    timeToResolution: secondsBetween(state.versionBeganAt, findResolution(state)),
    undoUntil: findUndoLimit(state, allowed),
    createdAt: state.createdAt,
    updatedAt: state.updatedAt,
    allowedCommands: allowed,
  }
}

function presentPeople(state: TicketState, people: PeopleNames) {
  const { requesterId, createdById, assigneeId, acknowledgements } = state
  return {
    requester: namePerson(people, requesterId),
    createdById,
    createdBy: namePerson(people, createdById),
    assignee: assigneeId === null ? null : namePerson(people, assigneeId),
    acknowledgements: acknowledgements.map(({ userId, at }) => ({
      userId,
      name: namePerson(people, userId).name,
      at,
    })),
  }
}

/** Only for those who may still take the action back: to others it is no promise. */
function findUndoLimit({ undo }: TicketState, allowed: readonly string[]): string | null {
  return undo?.kind === 'open' && allowed.includes('undo') ? undo.until : null
}

/** What people wrote stands in PostgreSQL; the state says whether it still holds. */
function presentTexts(
  { state, texts, names }: TicketRecord,
  { postponed, rejection }: ReturnType<typeof showMembers>,
) {
  return {
    progressNotes: texts.progressNotes ?? null,
    postponed: postponed && { reason: texts.postponeReason ?? '', ...postponed },
    clarification: presentClarification(state, texts),
    rejection: rejection && {
      reason: texts.rejectionReason ?? null,
      ...rejection,
      ...(rejection.duplicateOf === undefined || names.duplicateOf === null
        ? {}
        : { duplicateOfNumber: names.duplicateOf }),
    },
    completionNotes: texts.completionNotes ?? null,
  }
}

function presentClarification({ clarification }: TicketState, texts: TicketRecord['texts']) {
  if (clarification === null) return null
  const question = texts.clarificationQuestion ?? ''
  const { at, answered } = clarification
  return answered ? { question, at, answer: texts.clarificationAnswer ?? '' } : { question, at }
}

function findResolution(state: TicketState): string | null {
  return state.resolvedAt ?? (isTerminal(state.status) ? state.closedAt : null)
}
