import type { Context } from 'hono'
import { erasureReport } from '../../../contracts/erasure.js'
import { policySimulation } from '../../../contracts/policy-simulations.js'
import { retentionReport } from '../../../contracts/retention-runs.js'
import { ruleSimulation } from '../../../contracts/rule-simulation.js'
import { armingReport } from '../../../contracts/rules.js'
import { assertNever } from '../../../domain/assert.js'
import { describeOutcome, describeProblem } from '../../../domain/operations/operation.js'
import { readOperation } from '../../../read/operations/find.js'
import { findHandover } from '../../../read/operations/find-handover.js'
import { findLongOperation, type LongOperation } from '../../../read/operations/find-long.js'
import { findTicketIfVisible } from '../../../read/tickets/find.js'
import { presentTicket } from '../../../read/tickets/present.js'
import { type AppDeps, type AppEnv, currentInstant } from '../../env.js'
import { toProblem } from '../../errors.js'
import { presentDownload, presentExport } from '../../present-export.js'
import { presentHandover } from './present-handover.js'

/** What became of what was answered 202: of work that takes its time, of a handover, or else of a command. */
export async function presentOperation(c: Context<AppEnv>, deps: AppDeps, id: string) {
  const { person } = c.get('caller')
  const long = await findLongOperation(c.get('db'), person, id)
  if (long !== undefined) return presentLong(c, deps, long)
  const handover = await findHandover(c.get('db'), person.id, id)
  if (handover !== undefined) return presentHandover(handover, c.get('requestId'))
  const { ticketId, problem, ...found } = await readOperation(c.get('db'), person.id, id)
  if (problem !== null) return { ...found, problem: { ...toProblem(problem, c.get('requestId')) } }
  const result = found.status === 'applied' ? await findResult(c, deps, ticketId) : undefined
  return result === undefined ? found : { ...found, result }
}

function presentLong(c: Context<AppEnv>, deps: AppDeps, found: LongOperation) {
  const { id: operationId, progress, problem, at } = found
  const view = { operationId, status: describeOutcome(found.status), progress, at }
  if (problem !== null) {
    const told = toProblem(describeProblem(problem), c.get('requestId'))
    return { ...view, problem: { ...told } }
  }
  const result = view.status === 'applied' ? presentResult(c, deps, found) : undefined
  return result === undefined ? view : { ...view, result }
}

function presentResult(c: Context<AppEnv>, deps: AppDeps, found: LongOperation) {
  const { kind, result } = found
  switch (kind) {
    case 'audit_export':
    case 'user_export':
      return presentExport(c, deps, found)
    case 'user_erasure':
      return erasureReport.parse(result)
    case 'retention_run':
      return retentionReport.parse(result)
    case 'rule_arming':
      return armingReport.parse(result)
    case 'rule_simulation':
      return ruleSimulation.parse(result)
    case 'policy_simulation':
      return policySimulation.parse({ ...result, ...presentDownload(c, deps, found) })
    case 'staff_sync':
      return undefined // it is read by itself
    default:
      return assertNever(kind)
  }
}

/** The ticket as it is now; undefined where the caller may not see it, or where it was deleted. */
async function findResult(c: Context<AppEnv>, deps: AppDeps, ticketId: string) {
  const { person } = c.get('caller')
  const record = await findTicketIfVisible(c.get('db'), person, ticketId)
  return record && presentTicket(record, person, currentInstant(deps))
}
