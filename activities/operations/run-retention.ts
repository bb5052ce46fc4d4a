import { retentionInput } from '../../src/contracts/retention-runs.js'
import { addCounts, measureRun, type RetentionState } from '../../src/domain/retention/run.js'
import { removeDiscarded } from '../../src/write/retention/remove-discarded.js'
import type { Retained } from '../../src/write/retention-runs/kind.js'
import { RETAINED } from '../../src/write/retention-runs/kinds.js'
import { nameArchive } from '../../src/write/retention-runs/name-archive.js'
import { openPart } from '../../src/write/retention-runs/open-part.js'
import {
  type RetentionRun,
  readRetentionState,
  takeStep,
} from '../../src/write/retention-runs/run.js'
import { archivePart } from '../retention/archive-part.js'
import type { DoWork, OperationDeps, Work } from './work.js'

const FILES = 100

/**
 * Carries a retention policy out, part by part: a part is chosen, written into the archive, and then deleted or anonymized in
 * small batches. Where it is stands in its row, written by the transaction that went there: a killed worker's work goes on at
 * the next batch, with nothing lost, for what goes is in the archive before, and nothing done twice.
 */
export const runRetention: DoWork = async (deps, work) => {
  const { policyId, ...rule } = retentionInput.parse(work.operation.input)
  const run: RetentionRun = { ...work.ref, policyId, rule }
  const retained = RETAINED[rule.kind]
  const db = deps.db.of(run.organizationId)
  let state = await readRetentionState(db, run.operationId)
  if (state.parts === 0) state = { ...state, total: await retained.measure(db, run) }
  if (!rule.isDryRun) await retained.prepare(db, run)
  while (!state.isChosen || state.pending.length > 0) {
    work.signal.throwIfAborted()
    state =
      state.pending.length > 0
        ? await takeBatch(deps, run, retained, state)
        : await takePart(deps, work, run, retained, state)
    work.note(measureRun(state))
  }
  while ((await removeDiscarded(deps, FILES)) === FILES) work.signal.throwIfAborted()
  const { counts, held, underWay, archives } = state
  const { kind, action, isDryRun } = rule
  const result = { policyId, kind, action, dryRun: isDryRun, counts, held, underWay, archives }
  return { status: 'completed', result, audited: { action: 'retention.end', after: result } }
}

async function takePart(
  deps: OperationDeps,
  work: Work,
  run: RetentionRun,
  retained: Retained,
  state: RetentionState,
): Promise<RetentionState> {
  const db = deps.db.of(run.organizationId)
  const chosen = await retained.choose(db, run, state.after)
  const isArchived = run.rule.archive && !run.rule.isDryRun && chosen.pieces.length > 0
  const archive = isArchived
    ? await archivePart(
        deps,
        work,
        await nameArchive(db, run, state.parts),
        retained.list(db, run, chosen.pieces),
      )
    : undefined
  return takeStep(deps.db, run, state, (step) => openPart(step, run, state, chosen, archive))
}

async function takeBatch(
  deps: OperationDeps,
  run: RetentionRun,
  retained: Retained,
  state: RetentionState,
): Promise<RetentionState> {
  const taken = state.pending.slice(0, retained.batch)
  const after = await takeStep(deps.db, run, state, async (step) => ({
    ...state,
    pending: state.pending.slice(taken.length),
    counts: addCounts(state.counts, await retained.apply(step, run, taken)),
  }))
  deps.notifyCommitted()
  return after
}
