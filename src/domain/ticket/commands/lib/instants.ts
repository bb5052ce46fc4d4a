import type { Refusal } from '../../../errors.js'
import { after } from '../../../time.js'
import { notInFuture, tooFarOff } from '../../content-refusals.js'

/** What is later moved on, by a postponement, still has a year of four digits. */
const REACH = 'P100Y'

/** An instant that somebody chooses lies in the future, and within a century. */
export function refuseInstant(
  member: 'dueAt' | 'resumeAt',
  chosen: string | undefined,
  at: string,
): Refusal | undefined {
  if (chosen === undefined) return undefined
  if (chosen <= at) return notInFuture(member)
  return chosen > after(at, REACH) ? tooFarOff(member) : undefined
}
