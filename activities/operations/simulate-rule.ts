import { ruleSimulationInput } from '../../src/contracts/rule-simulation.js'
import { simulateSpan } from '../../src/read/rules/simulate-span.js'
import type { DoWork } from './work.js'

/** Nothing is changed by it: done again it begins anew. */
export const simulateRule: DoWork = async ({ db }, { ref, operation, note, signal }) => {
  const { rule, ...span } = ruleSimulationInput.parse(operation.input)
  const result = await simulateSpan(db.of(ref.organizationId), rule, span, (share) => {
    signal.throwIfAborted()
    note(share)
  })
  const { checked, matched, more = 0 } = result
  const figures = { ruleId: rule.id, checked, matched: matched.length + more }
  return {
    status: 'completed',
    result,
    audited: { action: 'automation_rule.simulated', after: figures },
  }
}
