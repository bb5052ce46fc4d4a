import type { Deadline, DeadlineKind, TicketState } from '../state.js'

type Deadlines = TicketState['deadlines']

export function without(deadlines: Deadlines, ...kinds: DeadlineKind[]): Deadlines {
  return Object.fromEntries(
    Object.entries(deadlines).filter(([kind]) => !kinds.some((gone) => gone === kind)),
  )
}

/** Without an instant it is taken away. */
export function arm(
  deadlines: Deadlines,
  kind: DeadlineKind,
  at: string | null,
  seq: number,
): Deadlines {
  if (at === null) return without(deadlines, kind)
  const deadline: Deadline = { at, seq }
  return { ...deadlines, [kind]: deadline }
}

/** The next repeat of the same reminder: its own event stays the one that began it. */
export function repeat(deadlines: Deadlines, kind: DeadlineKind, at: string, n: number): Deadlines {
  const owed = deadlines[kind]
  return owed === undefined ? deadlines : { ...deadlines, [kind]: { at, seq: owed.seq, n: n + 1 } }
}
