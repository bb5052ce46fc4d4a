import type { Delegate, PolicyStep } from './policy.js'

export const STEP_STATUSES = ['waiting', 'pending', 'approved', 'rejected', 'skipped'] as const
export type StepStatus = (typeof STEP_STATUSES)[number]

/** One step of a chain. Every approver has a seat in it; a person decides once, and so does a seat. */
export interface ApprovalStep {
  name: string
  status: StepStatus
  /** When it was reached; null before. */
  at: string | null
  mode: PolicyStep['mode']
  approvers: string[]
  delegates: Delegate[]
  /** Those it was escalated to, once it was. */
  escalated: string[]
  escalateTo: string[]
  /** Who of all these may not decide: who asked, who filed the ticket, who is no approver any more. As last judged. */
  barred: string[]
  remindEvery: string | null
  escalateAfter: string | null
  decisions: StepDecision[]
}

export interface StepDecision {
  by: string
  /** Whose seat it was: their own, or that of the approver for whom they sat. */
  for: string
  at: string
  approved: boolean
}

/** Everyone whom a step names, escalation included. */
export function listNamed({ approvers, delegates, escalateTo }: ApprovalStep): string[] {
  return [...new Set([...approvers, ...delegates.map(({ userId }) => userId), ...escalateTo])]
}

/**
 * Everyone whom a step has asked: escalation only once it has happened, nobody who may not decide, and no delegate whose
 * time was over when it was reached.
 */
export function listAsked(step: ApprovalStep): string[] {
  const { status, barred, decisions, escalated, at } = step
  if (status === 'waiting' || status === 'skipped') return []
  const delegates = step.delegates.filter(({ to }) => to === null || at === null || at <= to)
  const named = listNamed({ ...step, delegates, escalateTo: escalated }).filter(
    (id) => !barred.includes(id),
  )
  return [...new Set([...named, ...decisions.map(({ by }) => by)])]
}

/**
 * The seats that wait. That of an approver who may not decide falls to a delegate who has not decided yet, or else to
 * the other approvers: it waits for nobody then.
 */
export function openSeats(step: ApprovalStep, at: string): string[] {
  return listUndecided(step).filter((seat) => {
    const delegates = step.delegates.filter(({ for: whom, to }) => {
      return (whom === null || whom === seat) && (to === null || at <= to)
    })
    return [seat, ...delegates.map(({ userId }) => userId)].some((id) => isFree(step, id))
  })
}

/** The seats that this person may decide now; their own comes before any other. */
export function listSeatsFor(step: ApprovalStep, userId: string, at: string): string[] {
  if (!isFree(step, userId)) return []
  const open = openSeats(step, at)
  if (open.includes(userId)) return [userId]
  // nobody of the step is left: those it was escalated to take any seat
  const seats = open.length === 0 && step.escalated.includes(userId) ? listUndecided(step) : open
  return seats.filter((seat) => maySit(step, userId, seat, at))
}

/** Who may decide at an instant and has not yet: approvers, delegates in date, those escalated to. */
export function openDeciders(step: ApprovalStep, at: string): string[] {
  const asked = listNamed({ ...step, escalateTo: step.escalated })
  return asked.filter((id) => listSeatsFor(step, id, at).length > 0)
}

/** Whether any seat of the step, decided or not, is this one's to decide at that instant. */
export function hasSeat(step: ApprovalStep, userId: string, at: string): boolean {
  return step.approvers.some((seat) => maySit(step, userId, seat, at))
}

function listUndecided({ approvers, decisions }: ApprovalStep): string[] {
  return approvers.filter((seat) => !decisions.some((one) => one.for === seat))
}

function isFree({ barred, decisions }: ApprovalStep, userId: string): boolean {
  return !barred.includes(userId) && !decisions.some(({ by }) => by === userId)
}

function maySit(
  { delegates, escalated }: ApprovalStep,
  userId: string,
  seat: string,
  at: string,
): boolean {
  const isDelegate = delegates.some(
    ({ userId: delegate, for: whom, from, to }) =>
      delegate === userId &&
      (whom === null || whom === seat) &&
      (from === null || from <= at) &&
      (to === null || at <= to),
  )
  return seat === userId || isDelegate || escalated.includes(userId)
}
