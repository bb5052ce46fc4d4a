import type { AttachmentRef, Checked } from '../../src/domain/attachment/processing.js'
import { runChild } from '../../src/files/children/run.js'
import type { Inspected } from '../../src/files/inspect.js'
import { createStep, type FileDeps } from './steps.js'

/** All of an archive is unpacked in it once. */
const LIMITS = { seconds: 120, cpuSeconds: 60, memoryMb: 1_024, fileMb: 1 }

const NOTE = 'UPDATE attachment SET sha256 = $3 WHERE organization_id = $1 AND id = $2'

/** Whether the bytes are what was promised: their number, their hash, their type. */
export function checkAttachmentActivity(deps: FileDeps) {
  return createStep<Checked>(deps, async ({ file, path, sha256, folder, signal }, ref) => {
    const request = { path, type: file.type }
    const { problem } = await runChild<Inspected>('inspect', request, {
      folder,
      limits: LIMITS,
      signal,
      programs: deps.files.programs,
    })
    if (problem !== null) return { kind: 'refused', problem }
    await noteHash(deps, ref, sha256)
    return { kind: 'passed', fileKind: file.kind }
  })
}

/** All later steps are about these bytes and no others. */
async function noteHash(
  { db }: FileDeps,
  { organizationId, attachmentId }: AttachmentRef,
  sha256: string,
): Promise<void> {
  await db.of(organizationId).query(NOTE, [attachmentId, sha256])
}
