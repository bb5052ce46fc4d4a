import { join } from 'node:path'
import { log } from '@temporalio/activity'
import { ApplicationFailure } from '@temporalio/common'
import type { AttachmentRef, Over, Refused } from '../../src/domain/attachment/processing.js'
import { AntivirusAwayError } from '../../src/files/antivirus.js'
import { ChildDiedError } from '../../src/files/children/run.js'
import { StorageAwayError } from '../../src/storage/storage.js'
import type { ActivityDeps } from '../deps.js'
import { nonRetryableUnlessTransient, toActivityFailure } from '../failures.js'
import { beating } from './beating.js'
import { fetchIncoming, WrongBytesError } from './fetch-incoming.js'
import { readWaiting, type WaitingFile } from './read-attachment.js'
import { withScratch } from './scratch.js'

export type FileDeps = Pick<
  ActivityDeps,
  'db' | 'storage' | 'files' | 'notifyCommitted' | 'readAttempt'
>

/** What a step works on. */
export interface Workpiece {
  file: WaitingFile
  /** Its bytes on this machine, as they were promised and checked. */
  path: string
  /** Of the bytes. */
  sha256: string
  folder: string
  signal: AbortSignal
}

/** A machine that is short of memory kills programs too: so often another try is given before the file is to blame. */
const TRIES_IF_DEADLY = 5

/**
 * One step with a file, on a copy of its own. Each reads the bytes anew and compares them with what was checked, since
 * whoever sent them may still be able to send others. Repeating it is harmless: it writes nothing but under the keys of
 * the file's own row.
 */
export function createStep<Result>(
  deps: FileDeps,
  work: (workpiece: Workpiece, ref: AttachmentRef) => Promise<Result>,
) {
  return (ref: AttachmentRef): Promise<Result | Refused | Over> =>
    beating(async (signal) => {
      const file = await nonRetryableUnlessTransient(() => readWaiting(deps.db, ref))
      if (file === undefined) return { kind: 'over' }
      try {
        return await withScratch(deps.files.scratchFolder, async (folder) => {
          const path = join(folder, 'sent')
          const sha256 = await fetchIncoming(deps.storage, file, path, signal)
          return work({ file, path, sha256, folder, signal }, ref)
        })
      } catch (error) {
        return judgeFailure(deps, error)
      }
    })
}

/** What is the file's own fault is a result; what may be over later is tried again; a mistake of ours fails once. */
function judgeFailure(deps: FileDeps, error: unknown): Refused {
  if (error instanceof WrongBytesError) return { kind: 'refused', problem: error.problem }
  if (error instanceof ChildDiedError && (deps.readAttempt?.() ?? 1) >= TRIES_IF_DEADLY) {
    log.warn('a file brings down what looks into it', { error: error.message })
    return { kind: 'refused', problem: 'malformed' }
  }
  if (error instanceof AntivirusAwayError) throw retryLater(error, 'antivirus_away')
  if (error instanceof StorageAwayError) throw retryLater(error, 'storage_away')
  const isOfMachine = error instanceof Error && 'code' in error // what system calls and the database fail with
  if (error instanceof ChildDiedError || isOfMachine) throw retryLater(error, 'unavailable')
  throw toActivityFailure(error)
}

/** The message is a code: what servers say may name people or places. */
function retryLater(cause: Error, type: string): ApplicationFailure {
  log.warn('a step with a file is tried again', { type, error: String(cause) })
  return ApplicationFailure.create({ message: type, type, nonRetryable: false })
}
