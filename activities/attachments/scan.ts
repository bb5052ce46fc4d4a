import type { Scanned } from '../../src/domain/attachment/processing.js'
import { createStep, type FileDeps } from './steps.js'

/** Asks the antivirus. While it is away nothing is known, and the server tries again (workflows/proxies.ts). */
export function scanAttachmentActivity(deps: FileDeps) {
  return createStep<Scanned>(deps, async ({ path, signal }) => {
    const result = await deps.files.antivirus.scan(path, signal)
    if (result.kind === 'too_large') return { kind: 'refused', problem: 'too_large_to_scan' }
    return result.kind === 'clean' ? { kind: 'passed' } : result
  })
}
