import type { Clock } from './clock.js'
import { forgetWord, moveAnswer, promisesAlike } from './next-response.js'
import { type AnswerDates, dueAt, type LevelInstant, type RequesterWord, type Sla } from './sla.js'

/**
 * The clocks as they were before what is undone. A word that was said, a warning that was sent and a date that has passed are
 * kept; when a word is due that was said since, and the levels of it, the undo says itself.
 */
export function restoreClocks(
  before: Sla,
  now: Sla,
  { nextResponse, levels }: { nextResponse?: AnswerDates; levels?: LevelInstant[] },
): Sla {
  const word = keepWord(before, now)
  const known = word?.at === before.word?.at ? before : forgetWord(before)
  const said = { ...known, ...(word && { word }), firstResponseAt: now.firstResponseAt }
  const restored = keepClockEvents(moveAnswer(said, nextResponse), now)
  const { escalation } = restored
  const isMoved = levels !== undefined && escalation !== undefined
  return isMoved ? { ...restored, escalation: { ...escalation, instants: levels } } : restored
}

/** Whether the requester has begun to wait since, where an answer is promised. */
export function hasOtherWord(before: Sla, now: Sla): boolean {
  return before.nextResponseWithin !== undefined && before.word?.at !== now.word?.at
}

/** Where none is promised, a word that another has followed was answered. */
function keepWord({ word, nextResponseWithin }: Sla, now: Sla): RequesterWord | undefined {
  if (word?.at !== now.word?.at) return nextResponseWithin === undefined ? undefined : now.word
  return word && { ...word, answeredAt: now.word?.answeredAt ?? null }
}

/** What was said of a date counts for that date alone. */
function keepClockEvents(restored: Sla, now: Sla): Sla {
  const isSince = (clock: Clock) => dueAt(restored, clock) === dueAt(now, clock)
  const all = (was: Clock[], is: Clock[]) => [...new Set([...was, ...is.filter(isSince)])]
  const { warnedAt: was = [] } = restored
  const since = (now.warnedAt ?? []).filter(
    ({ clock, percent }) =>
      isSince(clock) && !was.some((one) => one.clock === clock && one.percent === percent),
  )
  const breaches = all(restored.breaches, now.breaches)
  const isLate = now.hasLateAnswer === true && promisesAlike(restored, now)
  const hasLateAnswer = restored.hasLateAnswer === true || isLate
  return {
    ...restored,
    warned: all(restored.warned, now.warned),
    ...(since.length === 0 ? {} : { warnedAt: [...was, ...since] }),
    breaches,
    breached: breaches.length > 0 || hasLateAnswer,
    ...(hasLateAnswer ? { hasLateAnswer } : {}),
  }
}
