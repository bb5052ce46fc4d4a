import { describeHandover, describeProblem } from '../../../domain/operations/operation.js'
import type { HandoverRecord } from '../../../read/operations/find-handover.js'
import { toProblem } from '../../errors.js'

/**
 * It is applied once each ticket's command is decided; those that were refused stay where they were, as do those that it had
 * not come to when it was cancelled.
 */
export function presentHandover(
  { operationId, at, total, done, cancelled, refused: kept }: HandoverRecord,
  requestId: string,
) {
  const decided = done + cancelled + kept.length
  const problem = { ...toProblem(describeProblem('cancelled'), requestId) }
  const refused = kept.map((one) => ({ ...one, problem: { ...toProblem(one.problem, requestId) } }))
  return {
    operationId,
    status: describeHandover({ total, decided, cancelled }),
    progress: total === 0 ? 100 : Math.floor((decided * 100) / total),
    result: { total, done, cancelled, refused },
    ...(cancelled === 0 ? {} : { problem }),
    at,
  }
}
