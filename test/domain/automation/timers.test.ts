import { describe, expect, it } from 'vitest'
import {
  findStatusSince,
  findTimer,
  findTriggerFault,
  type Reasons,
  type Transition,
  type Trigger,
} from '../../../src/domain/automation/timers.js'

const at = (hour: number) => new Date(Date.UTC(2026, 0, 5, hour)).toISOString()
const REASONS: Reasons = {
  ...{ status: 'completed', statusSince: at(1), lastRequesterMessage: at(2) },
  ...{ lastAgentMessage: null, created: at(0), assigned: at(3), due: at(9) },
}

describe('a time', () => {
  it.each<[Trigger, [string, string] | null]>([
    [{ after: 'PT2H', status: 'completed' }, [at(1), at(3)]],
    [{ after: 'PT2H', status: 'open' }, null],
    [{ after: 'PT2H', since: 'lastRequesterMessage' }, [at(2), at(4)]],
    [{ after: 'PT2H', since: 'lastAgentMessage' }, null],
    [{ after: 'PT2H', since: 'created' }, [at(0), at(2)]],
    [{ after: 'PT2H', since: 'assigned' }, [at(3), at(5)]],
    [{ after: 'PT2H', since: 'due' }, [at(9), at(11)]],
    [{ after: '-PT2H', since: 'due' }, [at(9), at(7)]],
    [{ event: 'ticket.closed' }, null],
  ])('is counted from its reason: %j', (trigger, expected) => {
    const timer = findTimer(trigger, REASONS)
    expect(timer && [timer.since, timer.dueAt]).toEqual(expected)
  })

  it.each<[Trigger, string | undefined]>([
    [{ event: 'ticket.closed' }, undefined],
    [{ after: 'PT2H', status: 'open' }, undefined],
    [{ after: '-PT2H', since: 'due' }, undefined],
    [{}, 'event'],
    [{ event: 'ticket.closed', status: 'open' }, 'status'],
    [{ after: 'PT2H' }, 'since'],
    [{ after: 'PT2H', status: 'open', since: 'due' }, 'since'],
    [{ after: '-PT2H', status: 'open' }, 'after'],
  ])('is named whole: %j', (trigger, member) => {
    expect(findTriggerFault(trigger)?.member).toBe(member)
  })
})

describe('a status began', () => {
  const step = (seq: number, from: Transition['from'], to: Transition['to'], undoes?: number) => ({
    ...{ seq, at: at(seq), from, to, undoes: undoes ?? null },
  })
  const filed = step(1, null, 'submitted')
  const approved = step(2, 'submitted', 'open')
  it.each<[Transition[], string | null]>([
    [[], null],
    [[filed], at(1)],
    [[filed, approved], at(2)],
    [[filed, approved, step(3, 'open', 'open')], at(2)],
    [[filed, approved, step(4, 'open', 'submitted', 2)], at(1)],
    [[filed, approved, step(4, 'open', 'submitted', 2), step(5, 'submitted', 'open')], at(5)],
    [[filed, approved, step(3, 'open', 'assigned'), step(5, 'assigned', 'open', 3)], at(2)],
  ])('with the last event that led there, or that an undo restored: %#', (transitions, since) => {
    expect(findStatusSince(transitions)).toBe(since)
  })
})
