import { proveSla, type RecordedEvent } from '../../../src/domain/sla/proof.js'
import type { Status } from '../../../src/domain/ticket/status.js'

export const day = (n: number) => new Date(Date.UTC(2026, 0, n)).toISOString()

export const DATES = { policyId: 'n', firstResponseDueAt: day(2), resolutionDueAt: day(5) }

export type Recorded = [n: number, to: Status, event: { type: string; [member: string]: unknown }]

/** Events by the day, numbered from 1; each leads on from where the last one led, to the next version if it reopens. */
export function record(...events: Recorded[]): RecordedEvent[] {
  let from: Status = 'open'
  let version = 1
  return events.map(([n, to, { fields = {}, ...event }], i) => {
    if (to === 'reopened') version += 1
    const recorded = { seq: i + 1, version, from, to, event: { ...event, at: day(n), fields } }
    from = to
    return recorded as unknown as RecordedEvent // as much of an event as the proof reads
  })
}

export const steps = (...events: Recorded[]) =>
  proveSla(record(...events)).steps.map(({ clock, kind, seq }) => `${seq} ${clock} ${kind}`)

export const compute = (...events: Recorded[]) => proveSla(record(...events)).computed

export const undo = (seq: number, command: string) => ({
  type: 'undo',
  undoes: { command, at: day(1), seq },
  notified: { users: [], moderators: false },
})

export const assigned: Recorded = [1, 'assigned', { type: 'assign', dueDates: DATES }]
