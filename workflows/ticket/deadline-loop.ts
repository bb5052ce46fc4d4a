import { allHandlersFinished, condition, log, workflowInfo } from '@temporalio/workflow'
import type { DueDeadline } from '../../src/domain/ticket/system-command-id.js'
import type { TicketEntity } from './ticket-entity.js'

interface LoopOptions {
  /** How long it stays for those who come late, so that they are answered by it and not by a new run. */
  graceMs: number
  isCancelled: () => boolean
}

/** Carries out what is due, until the run has nothing left to do (true) or is to continue as new (false). */
export async function runDeadlines(
  entity: TicketEntity,
  { graceMs, isCancelled }: LoopOptions,
): Promise<boolean> {
  const { version } = entity.position
  const mustRenew = () =>
    isCancelled() || workflowInfo().continueAsNewSuggested || entity.position.version !== version
  for (;;) {
    const awaited = describeWait(entity)
    const isMoved = () => mustRenew() || describeWait(entity) !== awaited
    const { deadlines, endsAt } = entity.position
    const [due] = deadlines
    if (due !== undefined) await carryOutWhenDue(entity, due, isMoved)
    else if (endsAt === null) await condition(isMoved)
    else if (await waitForEnd(endsAt, graceMs, isMoved)) return true
    if (mustRenew()) return false
  }
}

/** What the loop waits for: a commit that leaves it alone does not disturb it. */
function describeWait({ position: { deadlines, endsAt } }: TicketEntity): string {
  return JSON.stringify([deadlines[0], endsAt])
}

async function carryOutWhenDue(
  entity: TicketEntity,
  due: DueDeadline,
  isMoved: () => boolean,
): Promise<void> {
  const summary = `${due.kind} at ${due.at}`
  if (await waitUntil(due.at, isMoved, summary)) return
  try {
    await entity.fire(due)
  } catch (error) {
    log.error('a deadline could not be carried out', { kind: due.kind, error: String(error) })
  }
  if (isMoved()) return
  // a mistake, or a command of that id was applied before: it must not be tried without a pause
  log.warn('a deadline still stands after it was carried out', { kind: due.kind, seq: due.seq })
  await condition(isMoved, '1m')
}

/** True when the run has ended: nobody came, and every handler has answered. */
async function waitForEnd(
  endsAt: string,
  graceMs: number,
  isMoved: () => boolean,
): Promise<boolean> {
  await condition(allHandlersFinished)
  const graceEnd = new Date(Math.max(Date.parse(endsAt), Date.now()) + graceMs).toISOString()
  if (await waitUntil(graceEnd, isMoved, 'end of the run')) return false
  await condition(allHandlersFinished)
  return !isMoved()
}

/** True when something moved first. */
async function waitUntil(at: string, isMoved: () => boolean, summary: string): Promise<boolean> {
  const waitMs = Date.parse(at) - Date.now()
  if (waitMs <= 0) return isMoved()
  return condition(isMoved, waitMs, { summary })
}
