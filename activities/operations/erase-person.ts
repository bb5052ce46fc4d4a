import { z } from 'zod'
import { erasePerson as erase } from '../../src/write/erasure/erase.js'
import { eraseArchives } from '../retention/erase-archives.js'
import type { DoWork } from './work.js'

const erasureInput = z.strictObject({ userId: z.uuid() })

/** A person is taken out of the records; how many tickets had words of theirs, and which are held, is the report. */
export const erasePerson: DoWork = async (deps, work) => {
  const { userId } = erasureInput.parse(work.operation.input)
  const { organizationId, operationId: workId } = work.ref
  const result = await erase(deps, {
    ...{ organizationId, workId, userId, note: work.note },
    eraseArchives: (name) => eraseArchives(deps, work, { id: userId, name }),
  })
  return { status: 'completed', result, audited: { action: 'user.erased', after: result } }
}
