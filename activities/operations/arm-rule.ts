import { armingInput } from '../../src/contracts/rules.js'
import { armEverywhere } from '../../src/write/rules/arm-everywhere.js'
import type { DoWork } from './work.js'

/** Done again it begins anew, and finds what it has armed. */
export const armRule: DoWork = async (
  { db, notifyCommitted },
  { ref, operation, note, signal },
) => {
  const { ruleId } = armingInput.parse(operation.input)
  const { organizationId } = ref
  const result = await armEverywhere(db, { organizationId, ruleId }, (share) => {
    signal.throwIfAborted()
    notifyCommitted()
    note(share)
  })
  return {
    status: 'completed',
    result,
    audited: { action: 'automation_rule.armed', after: result },
  }
}
