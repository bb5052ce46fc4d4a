import { assertNever } from '../assert.js'
import { createNewsFamily, type NewsKind } from '../news-family.js'
import { hasRole, type Person } from '../people.js'
import type { SyncFigures } from '../staff/sync.js'
import type { OperationKind, OperationProblem, OperationStatus } from './operation.js'

interface Kind extends NewsKind {
  /** Whoever asked for the work, or all admins where nobody did; or all admins anyway. */
  readers: 'maker' | 'admins'
}

const BY = ['inApp', 'mail'] as const

const KINDS = {
  sync_finished: { to: 'admins', by: BY, readers: 'admins' },
  export_ready: { to: 'who asked for the export', by: BY, readers: 'maker' },
  operation_failed: {
    to: 'who asked for an export, an erasure, the arming or simulation of a rule, the simulation of a policy or the run of a retention policy that came to nothing; admins, where a schedule did',
    by: BY,
    readers: 'maker',
  },
} as const satisfies Record<string, Kind>

export type WorkNewsType = keyof typeof KINDS

/** What people are told of the end of work that takes its time; none of it belongs to a ticket. */
export const WORK_NEWS = createNewsFamily<WorkNewsType, Kind>(KINDS)

/** What is told of an end of such work; undefined where nothing is. */
export function findWorkNews(
  kind: OperationKind,
  status: OperationStatus,
): WorkNewsType | undefined {
  switch (kind) {
    case 'staff_sync':
      return 'sync_finished'
    case 'audit_export':
    case 'user_export':
      return status === 'completed' ? 'export_ready' : 'operation_failed'
    case 'user_erasure':
    case 'retention_run':
    case 'rule_arming':
    case 'rule_simulation':
    case 'policy_simulation':
      return status === 'completed' ? undefined : 'operation_failed'
    default:
      return assertNever(kind)
  }
}

/** Inputs of the words, as they are when it is read. */
export interface WorkFacts {
  operationId: string
  kind: OperationKind
  /** Why it was not done; null where it was. */
  problem: OperationProblem | null
  /** Of a sync. */
  figures: SyncFigures | null
  /** The file that it made, for as long as it is there. */
  file: { name: string; until: string } | null
}

/** Whether it may reach its reader now; `null` is somebody who may not sign in. */
export function mayHaveWorkNews(type: WorkNewsType, reader: Person | null): boolean {
  return reader !== null && (WORK_NEWS.kinds[type].readers === 'maker' || hasRole(reader, 'admin'))
}
