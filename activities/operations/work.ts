import type { OperationRef } from '../../src/domain/operations/operation.js'
import type { BegunOperation } from '../../src/write/operations/progress.js'
import type { OperationEnd } from '../../src/write/operations/settle.js'
import type { ActivityDeps } from '../deps.js'

export type OperationDeps = Pick<
  ActivityDeps,
  'db' | 'storage' | 'files' | 'staffStore' | 'notifyCommitted'
>

/** Work that has begun, and what it is done with. */
export interface Work {
  ref: OperationRef
  operation: BegunOperation
  /** A folder of its own on this machine, gone with the work. */
  folder: string
  /** From 0 to 1. */
  note: (share: number) => void
  /** It must end. */
  signal: AbortSignal
}

/** Does the work of one kind; done again after a failure it begins anew, or goes on where it was. */
export type DoWork = (deps: OperationDeps, work: Work) => Promise<OperationEnd>
