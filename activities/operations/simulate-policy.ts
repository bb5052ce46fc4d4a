import {
  NAMED_BY_NO_EVENT,
  type PolicySimulationInput,
  policySimulationInput,
} from '../../src/contracts/policy-simulations.js'
import type { OrganizationDb } from '../../src/database/pool.js'
import {
  addFigures,
  type ClockChange,
  NO_FIGURES,
  type SimulationPart,
} from '../../src/domain/sla/simulation/outcome.js'
import { putPolicy, type Under } from '../../src/domain/sla/simulation/under.js'
import {
  completePolicy,
  readCalendars,
  readPoliciesToday,
} from '../../src/read/sla-policies/policies-today.js'
import { walkRecords } from '../../src/read/sla-policies/walk-records.js'
import { makeFile } from './make-file.js'
import { beginSimulation, type Simulation } from './simulation.js'
import type { DoWork } from './work.js'

/** So many changes stand in the answer; all of them in the file. */
const SHOWN = 1_000
const MADE = { name: 'changed.ndjson', contentType: 'application/x-ndjson' }

/** What a policy would have made of past tickets. Done again it begins anew: it writes nothing but its own end. */
export const simulatePolicy: DoWork = async (deps, work) => {
  const input = policySimulationInput.parse(work.operation.input)
  const db = deps.db.of(work.ref.organizationId)
  const under = await readUnder(db, input)
  const simulation = beginSimulation(under, work.signal, (refs) => readCalendars(db, refs))
  const sum = { figures: NO_FIGURES, changes: 0, changed: [] as ClockChange[] }
  const lines = writeLines(countAll(db, input, { simulation, note: work.note }), (part) => {
    sum.figures = addFigures(sum.figures, part.figures)
    sum.changes += part.changed.length
    sum.changed.push(...part.changed.slice(0, SHOWN - sum.changed.length))
  })
  try {
    const file = await makeFile(deps, work, MADE, lines)
    const { figures, changes, changed } = sum
    const beside = { changes, until: under.until, asToday: NAMED_BY_NO_EVENT }
    return {
      status: 'completed',
      result: { ...figures, changed, ...beside },
      file,
      audited: { action: 'sla_policy.simulated', after: { ...figures, changes } },
    }
  } finally {
    await simulation.end()
  }
}

async function readUnder(
  db: OrganizationDb,
  { policy, to, at }: PolicySimulationInput,
): Promise<Under> {
  const today = await readPoliciesToday(db)
  const tried = await completePolicy(db, policy)
  const conditionalPolicies = putPolicy(today.conditionalPolicies, tried)
  const refs = [...today.policies, ...conditionalPolicies].map(({ calendar }) => calendar)
  return {
    policyId: tried.id,
    facts: { ...today, conditionalPolicies, calendars: await readCalendars(db, refs) },
    until: new Date(Math.max(Date.parse(to), Date.parse(at))).toISOString(),
  }
}

/** The next tickets are read while some are counted. */
async function* countAll(
  db: OrganizationDb,
  { from, to, at }: PolicySimulationInput,
  { simulation, note }: { simulation: Simulation; note: (share: number) => void },
): AsyncGenerator<SimulationPart> {
  const before = Date.parse(to) < Date.parse(at) ? to : at
  let counted: Promise<SimulationPart> | undefined
  for await (const { json, share } of walkRecords(db, { from, to: before })) {
    if (counted !== undefined) yield await counted
    counted = simulation.count(json)
    counted.catch(() => {}) // it is waited for with the next ones
    note(share)
  }
  if (counted !== undefined) yield await counted
}

async function* writeLines(
  parts: AsyncIterable<SimulationPart>,
  onCounted: (part: SimulationPart) => void,
): AsyncGenerator<string> {
  for await (const part of parts) {
    onCounted(part)
    if (part.changed.length > 0) {
      yield part.changed.map((change) => `${JSON.stringify(change)}\n`).join('')
    }
  }
}
