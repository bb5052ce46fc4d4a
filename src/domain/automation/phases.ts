import type { ChangedFields } from '../ticket/outcome/changed-fields.js'
import { describeReasons, type LastSaid, type TimedMembers } from './reasons.js'
import { rewindMembers } from './rewind.js'
import {
  findStatusSince,
  findTimer,
  type Reasons,
  type Transition,
  type Trigger,
} from './timers.js'

/** An event of a ticket, and what it has changed. */
export interface TimedEvent extends Transition {
  fields: ChangedFields | null
}

/** A ticket as it is, and all of its events, the latest first. */
export interface WholePast {
  members: TimedMembers & { deletedAt: string | null }
  events: readonly TimedEvent[]
}

/** Something that the requester or somebody of staff has said in public. */
export interface Said {
  at: string
  version: number
  by: 'requester' | 'staff'
}

/** A time in which nothing happened to a ticket, behind the event of that `seq`. */
export interface Phase {
  seq: number
  from: string
  /** null: it goes on. */
  until: string | null
  version: number
  /** null while nothing is counted of it: it is a draft, or deleted. */
  reasons: Reasons | null
}

/** A ticket's past from its first event on; what was said divides it, too. */
export function listPhases({ members, events }: WholePast, said: readonly Said[]): Phase[] {
  const oldestFirst = [...events].reverse()
  const phases: Phase[] = []
  let former = members
  for (const [index, { seq, at, fields }] of events.entries()) {
    const until = events[index - 1]?.at ?? null
    const { version, status } = former
    const transitions = oldestFirst.slice(0, events.length - index).filter(leadsOn)
    const describe = (by: LastSaid): Reasons | null =>
      status === 'draft' || former.deletedAt !== null
        ? null
        : describeReasons(former, findStatusSince(transitions), by)
    const breaks = listBreaks({ from: at, until, version }, said)
    const own = breaks.map(({ by, ...stretch }) => ({
      seq,
      version,
      ...stretch,
      reasons: describe(by),
    }))
    phases.unshift(...own)
    former = rewindMembers(former, [fields ?? {}])
  }
  return phases
}

function leadsOn({ from, to, undoes }: Transition): boolean {
  return from !== to || undoes !== null
}

interface Stretch {
  from: string
  until: string | null
}

/** The same stretch, divided where somebody spoke; each with who had spoken last by then. */
function listBreaks(
  { from, until, version }: Stretch & { version: number },
  said: readonly Said[],
): (Stretch & { by: LastSaid })[] {
  const own = said.filter((one) => one.version === version)
  const within = own.filter(({ at }) => at > from && (until === null || at < until))
  const starts = [from, ...within.map(({ at }) => at)]
  return starts.map((start, n) => ({
    ...{ from: start, until: starts[n + 1] ?? until },
    by: {
      lastRequesterMessage: findLastSaid(own, 'requester', start),
      lastAgentMessage: findLastSaid(own, 'staff', start),
    },
  }))
}

/** From the end, and nothing is made on the way: a ticket may have thousands. */
function findLastSaid(said: readonly Said[], by: Said['by'], until: string): string | null {
  return said.findLast((one) => one.at <= until && one.by === by)?.at ?? null
}

/** When a rule of a time would have been asked, once for each time its reason began, and behind which event. */
export function listTimes(
  trigger: Trigger,
  phases: readonly Phase[],
): { at: string; seq: number }[] {
  const asked = new Set<string>()
  return phases.flatMap(({ seq, from, until, version, reasons }) => {
    const timer = reasons && findTimer(trigger, reasons)
    if (timer === null) return []
    const at = timer.dueAt > from ? timer.dueAt : from
    const key = `${version}/${timer.since}`
    if (asked.has(key) || (until !== null && at >= until)) return []
    asked.add(key)
    return [{ at, seq }]
  })
}
