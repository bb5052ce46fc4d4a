import type { TicketRecord } from '../../../prisma/rows.js'
import type { TicketView } from '../../contracts/tickets.js'
import type { Person } from '../../domain/people.js'
import { allowedCommands } from '../../domain/ticket/decide/index.js'
import { isTerminal, type TicketState } from '../../domain/ticket/state.js'

function seconds(from: string, to: string | null): number | null {
  return to === null ? null : Math.floor((Date.parse(to) - Date.parse(from)) / 1000)
}

/** The ticket as the API shows it to this person. */
export function presentTicket(record: TicketRecord, viewer: Person): TicketView {
  const { state, texts } = record
  return {
    ...identity(state),
    title: record.title,
    description: record.description,
    customerId: record.customerId,
    channel: record.channel as TicketView['channel'], // the column has only what was validated
    source: record.source,
    customFields: record.customFields,
    attachments: record.attachments as TicketView['attachments'], // selected in the contract's own members
    progressNotes: texts.progressNotes ?? null,
    completionNotes: texts.completionNotes ?? null,
    rejection:
      state.status === 'rejected'
        ? { reason: texts.rejectionReason ?? null, duplicateOf: state.duplicateOf }
        : null,
    requiresApproval: false,
    approvalId: null,
    postponed: null,
    clarification: null,
    expiresAt: null,
    autoVerifyAt: state.deadlines.auto_verify?.at ?? null,
    autoCloseAt: state.deadlines.auto_close?.at ?? null,
    timeToFirstResponse: seconds(state.createdAt, state.sla.firstResponseAt),
    timeToResolution: seconds(state.createdAt, resolvedOrClosed(state)),
    allowedCommands: allowedCommands(state, { kind: 'user', id: viewer.id }, viewer),
  }
}

function resolvedOrClosed(state: TicketState): string | null {
  return state.resolvedAt ?? (isTerminal(state.status) ? state.closedAt : null)
}

/** The members that the state and the contract share. */
function identity(state: TicketState) {
  const { seq: _seq, deadlines: _deadlines, participants: _people, duplicateOf: _other, ...shown } = state
  return shown
}
