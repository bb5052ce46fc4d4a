import type { Database, Transaction } from '../../src/database/pool.js'
import { type Refusal, refusal } from '../../src/domain/errors.js'
import { type CommandName, getCommand } from '../../src/domain/ticket/commands/index.js'
import { listDeadlineCommands } from '../../src/domain/ticket/deadline-commands.js'
import type { Family } from '../../src/domain/ticket/deadlines.js'
import type { DeclaredFact } from '../../src/domain/ticket/facts.js'
import {
  type JudgeRequest,
  judge,
  type LockedCommand,
  type Verdict,
} from '../../src/domain/ticket/judge.js'
import { type Position, readPosition } from '../../src/domain/ticket/position.js'
import { rejectCommand } from '../../src/write/inbox/reject.js'
import type { ActivityDeps } from '../deps.js'
import { isTransient, nonRetryableUnlessTransient, toActivityFailure } from '../failures.js'

/** Ids and an instant: the transaction reads all else itself. */
export interface CarryOutRequest extends JudgeRequest {
  organizationId: string
  ticketId: string
  /** The family of the run that asks; `n` tells approvals apart. */
  family: Family
  n?: number
  /** Left out for a deadline, whose command follows from the ticket. */
  name?: CommandName
}

export type CarryOutAnswer =
  | { kind: 'done'; position: Position }
  | { kind: 'refused'; refusal: Refusal }

/** Decides and writes a command in one transaction. Harmless to repeat: its inbox row is judged once. */
export function carryOutActivity(
  deps: Pick<ActivityDeps, 'db' | 'notifyCommitted' | 'newId' | 'onFired' | 'readAttempt'>,
) {
  return async (request: CarryOutRequest): Promise<CarryOutAnswer> => {
    if (request.deadline !== undefined) deps.onFired?.()
    try {
      return await carryOut(deps, request)
    } catch (error) {
      const isHopeless = isTooLarge(error, request) && (deps.readAttempt?.() ?? 1) >= TRIES_IF_LARGE
      if ((isTransient(error) && !isHopeless) || request.deadline !== undefined) {
        throw toActivityFailure(error)
      }
      return rejectPoison(deps.db, request.commandId, error)
    }
  }
}

async function carryOut(
  { db, notifyCommitted, newId }: Pick<ActivityDeps, 'db' | 'notifyCommitted' | 'newId'>,
  request: CarryOutRequest,
): Promise<CarryOutAnswer> {
  const { verdict, answer } = await db.transaction(async (transaction) => {
    const locked = await transaction.call<LockedCommand>(
      'lock_command',
      buildLockArguments(request),
    )
    const verdict = judge(locked, request, newId)
    await writeVerdict(transaction, request, verdict)
    return { verdict, answer: answerVerdict(request, locked, verdict) }
  })
  if (verdict.kind === 'apply' || verdict.kind === 'reject') notifyCommitted()
  return answer
}

function buildLockArguments({
  organizationId,
  ticketId,
  commandId,
  name,
  deadline,
}: CarryOutRequest) {
  const names = deadline === undefined ? [name] : listDeadlineCommands(deadline.kind)
  const definitions = names.filter((one) => one !== undefined).map(getCommand)
  const needs: DeclaredFact[] = definitions.flatMap((definition) => definition.needs ?? [])
  const relatives = definitions.some(({ locksRelatives }) => locksRelatives === true)
  const isDeadline = deadline !== undefined
  return { organizationId, ticketId, commandId, needs, relatives, isDeadline }
}

async function writeVerdict(
  transaction: Transaction,
  { organizationId, ticketId, commandId, family, deadline }: CarryOutRequest,
  verdict: Verdict,
): Promise<void> {
  if (verdict.kind === 'apply') {
    const { name, changes } = verdict
    const outcome = { organizationId, ticketId, commandId, family, name, changes }
    await transaction.call('commit_command', outcome)
  } else if (verdict.kind === 'reject' && deadline === undefined) {
    const values = [commandId, JSON.stringify(verdict.refusal)]
    await transaction.query('SELECT reject_command($1, $2::jsonb)', values)
  }
}

function answerVerdict(
  { family, n }: CarryOutRequest,
  { rows }: LockedCommand,
  verdict: Verdict,
): CarryOutAnswer {
  if (verdict.kind === 'reject') return { kind: 'refused', refusal: verdict.refusal }
  if (verdict.kind === 'settled' && verdict.refusal !== null) {
    return { kind: 'refused', refusal: verdict.refusal }
  }
  const own = verdict.kind === 'apply' ? verdict.changes[0] : undefined
  const position = readPosition(own?.state ?? rows.ticket, family, n)
  // the sweep wakes the run once its organization is active again
  const held = verdict.kind === 'stands' ? { ...position, deadlines: [] } : position
  return { kind: 'done', position: held }
}

/** So often a commit over a whole family is tried that does not end in the time of a statement. */
const TRIES_IF_LARGE = 5
const STATEMENT_TIMEOUT = '57014'

/** Any other command is small: when it does not end in time, the database is overloaded, and it is tried for ever. */
function isTooLarge(error: unknown, { name }: CarryOutRequest): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  const isTimeout = cause instanceof Error && 'code' in cause && cause.code === STATEMENT_TIMEOUT
  return isTimeout && name !== undefined && getCommand(name).locksRelatives === true
}

/** A command that can't be carried out, whatever the reason, must not be tried for ever, nor jam its ticket. */
async function rejectPoison(
  db: Database,
  commandId: string,
  error: unknown,
): Promise<CarryOutAnswer> {
  const problem = refusal('internal', 'Something went wrong; nothing was changed.')
  const judged = await nonRetryableUnlessTransient(() => rejectCommand(db, commandId, problem))
  if (judged.kind !== 'rejected') throw toActivityFailure(error)
  return { kind: 'refused', refusal: judged.problem }
}
