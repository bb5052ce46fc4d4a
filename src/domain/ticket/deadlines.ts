import { CLOCKS } from '../sla/clock.js'
import { listGivenPercents, nextClockStep } from '../sla/clocks.js'
import { findNextLevel } from '../sla/levels.js'
import { DEADLINE_KINDS, type DeadlineKind } from './deadline.js'
import type { TicketState } from './state.js'
import type { DueDeadline } from './system-command-id.js'

type Deadlines = TicketState['deadlines']

/** Side workflows run beside the ticket's own, on the same row. */
export const SIDE_FAMILIES = ['postpone', 'approval', 'split'] as const
export type SideFamily = (typeof SIDE_FAMILIES)[number]
export type Family = 'ticket' | SideFamily
export const FAMILIES: readonly Family[] = ['ticket', ...SIDE_FAMILIES]

const SIDE_DEADLINES = {
  postpone: ['postpone_reminder', 'resume'],
  approval: ['approval_reminder', 'approval_escalation'],
  split: ['sub_ticket_nudge'],
} as const satisfies Record<SideFamily, readonly DeadlineKind[]>

const ALL_SIDE_DEADLINES: readonly DeadlineKind[] = Object.values(SIDE_DEADLINES).flat()
const OWN_DEADLINES: Record<Family, readonly DeadlineKind[]> = {
  ...SIDE_DEADLINES,
  ticket: DEADLINE_KINDS.filter((kind) => !ALL_SIDE_DEADLINES.includes(kind)),
}

export function isFamily(name: string): name is Family {
  return FAMILIES.some((family) => family === name)
}

/** The deadlines that a family of workflows carries out. */
export function ownDeadlineKinds(family: Family): readonly DeadlineKind[] {
  return OWN_DEADLINES[family]
}

/** Which family carries out which kind of deadline. */
export function listDeadlineFamilies(): Partial<Record<DeadlineKind, Family>> {
  return Object.fromEntries(
    FAMILIES.flatMap((family) => ownDeadlineKinds(family).map((kind) => [kind, family])),
  )
}

/** The armed deadlines of these kinds, the earliest first; of two at once the one first in DEADLINE_KINDS. */
export function listDeadlines(
  { deadlines }: TicketState,
  kinds: readonly DeadlineKind[] = DEADLINE_KINDS,
): DueDeadline[] {
  return kinds
    .flatMap((kind) => {
      const deadline = deadlines[kind]
      return deadline === undefined ? [] : [{ kind, ...deadline }]
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

/** False once the deadline was moved, met or taken away. */
export function isStillArmed(state: TicketState, { kind, at, seq, n }: DueDeadline): boolean {
  const armed = state.deadlines[kind]
  return armed !== undefined && armed.at === at && armed.seq === seq && armed.n === n
}

export function disarm(deadlines: Deadlines, ...kinds: DeadlineKind[]): Deadlines {
  const left = { ...deadlines }
  for (const kind of kinds) delete left[kind]
  return left
}

/** Without an instant the deadline is taken away. */
export function arm(
  deadlines: Deadlines,
  kind: DeadlineKind,
  at: string | null,
  seq: number,
): Deadlines {
  return at === null ? disarm(deadlines, kind) : { ...deadlines, [kind]: { at, seq } }
}

/** Arms anew only when the instant is another: else the event that armed it first keeps it. */
export function keepArmed(
  deadlines: Deadlines,
  kind: DeadlineKind,
  at: string | null,
  seq: number,
): Deadlines {
  return at !== null && deadlines[kind]?.at === at ? deadlines : arm(deadlines, kind, at, seq)
}

/** The next repeat of the same reminder: the event that armed it stays the one that began it. */
export function armRepeat(
  deadlines: Deadlines,
  kind: DeadlineKind,
  at: string,
  n: number,
): Deadlines {
  const armed = deadlines[kind]
  return armed === undefined
    ? deadlines
    : { ...deadlines, [kind]: { at, seq: armed.seq, n: n + 1 } }
}

/**
 * A clock has one deadline, its next step, which follows from the dates. Its warnings are the first and its breach is the
 * last: the old date may be the very instant of the new date's warning, and they are two firings all the same.
 */
export function armClocks(state: TicketState): TicketState {
  let { deadlines } = state
  for (const clock of CLOCKS) {
    const at = nextClockStep(clock, state)
    const given = listGivenPercents(state.sla, clock).length
    const step = given > 0 ? { n: given + 1 } : {}
    const armed = deadlines[clock]
    if (at === null) deadlines = disarm(deadlines, clock)
    else if (armed?.at !== at || armed.n !== step.n) {
      deadlines = { ...deadlines, [clock]: { at, seq: state.seq, ...step } }
    }
  }
  return { ...state, deadlines: armLevel({ ...state, deadlines }) }
}

/** The next level of the escalation; which one it is tells its firing from that of another at the same instant. */
function armLevel(state: TicketState): Deadlines {
  const { deadlines, seq } = state
  const next = findNextLevel(state)
  if (next === undefined) return disarm(deadlines, 'escalation')
  const { at, level: n } = next
  const armed = deadlines.escalation
  const isArmed = armed?.at === at && armed.n === n
  return isArmed ? deadlines : { ...deadlines, escalation: { at, seq, n } }
}
