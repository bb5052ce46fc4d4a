import { createReadStream } from 'node:fs'
import type { Stored } from '../../src/domain/attachment/processing.js'
import { createStep, type FileDeps } from './steps.js'

/** Puts what was checked and scanned where it is kept, under a name that says nothing. */
export function storeAttachmentActivity(deps: FileDeps) {
  return createStep<Stored>(deps, async ({ file, path, signal }) => {
    const { storageKey: key, size, contentType } = file
    const target = { place: 'kept', key } as const
    await deps.storage.put(target, createReadStream(path), { size, contentType, signal })
    return { kind: 'passed' }
  })
}
