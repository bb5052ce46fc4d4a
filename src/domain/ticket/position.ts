import { currentStep } from '../approval/approval.js'
import { type Family, listDeadlines, ownDeadlineKinds } from './deadlines.js'
import { describeRun } from './describe.js'
import type { TicketState } from './state.js'
import { isTerminal } from './status.js'
import { isSplit } from './sub-tickets/counts.js'
import type { DueDeadline } from './system-command-id.js'

/** All that a run holds of its ticket: where the row is, what is due, and what operators see. */
export interface Position {
  seq: number
  revision: number
  version: number
  /** Those that this family carries out, the earliest first. */
  deadlines: DueDeadline[]
  /** From then on the run has nothing left to do; null while it has. */
  endsAt: string | null
  shown: Shown
}

/** Ids and unions only: what operators see is never encrypted. */
export interface Shown {
  details: string
  status: string
  priority: string
  departmentId: string | null
  assigneeId: string | null
  dueAt: string | null
  version: number
}

/** `n` tells approvals of one ticket apart. */
export function readPosition(state: TicketState, family: Family, n?: number): Position {
  const { seq, revision, version, status, priority, departmentId, assigneeId, sla } = state
  const hasWork = HAS_WORK[family](state, n)
  return {
    seq,
    revision,
    version,
    // the run of an earlier approval leaves the deadlines of the present one alone
    deadlines: hasWork ? listDeadlines(state, ownDeadlineKinds(family)) : [],
    endsAt: hasWork ? null : findEnd(family, state),
    shown: {
      details: describeRun(family, state),
      status,
      priority,
      departmentId,
      assigneeId,
      dueAt: sla.resolutionDueAt,
      version,
    },
  }
}

const HAS_WORK: Record<Family, (state: TicketState, n: number | undefined) => boolean> = {
  ticket: (state) => {
    const isEnded = isTerminal(state.status) || state.deletedAt !== null
    return !isEnded || listDeadlines(state).length > 0
  },
  postpone: ({ postponed }) => postponed !== null,
  approval: ({ approval }, n) =>
    approval !== null && approval.n === n && currentStep(approval) !== undefined,
  split: (state) => isSplit(state) && !isTerminal(state.status) && state.deletedAt === null,
}

/** An ended ticket stays undoable, and its run alive, until the window of its last action is over. */
function findEnd(family: Family, { undo, updatedAt }: TicketState): string {
  const isUndoable = family === 'ticket' && undo?.kind === 'open' && undo.byParent === undefined
  return isUndoable ? undo.until : updatedAt
}
