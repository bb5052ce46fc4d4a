import { createReadStream } from 'node:fs'
import type { Stored } from '../../src/domain/attachment/processing.js'
import { createStep, type FileDeps } from './steps.js'

/** Puts what was checked and scanned where it is kept, under a name that says nothing. */
export function storeAttachmentActivity(deps: FileDeps) {
  return createStep<Stored>(deps, async ({ file, path }) => {
    const { storageKey: key, size, contentType } = file
    await deps.storage.put({ place: 'kept', key }, createReadStream(path), { size, contentType })
    return { kind: 'passed' }
  })
}
