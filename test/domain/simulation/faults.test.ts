import { describe, expect, it } from 'vitest'
import type { Fault } from '../../../scripts/simulation/faults.js'
import { simulate } from '../../../scripts/simulation/simulate.js'

const SEEDS = 5_000
const STEPS = 50

/** Of faults that few stories meet, one that met it: it is told before the others, which are told if it meets it no more. */
const MET_ONCE: Partial<Record<Fault, number>> = {
  'loads are not judged': 880,
  'the gate forgets nobody': 808,
  'rows are completed before the call': 358,
  'refusal over an outcome': 111,
  'facts read before the lock': 97,
}

/** What the first broken story says, without the story itself. */
function findFirstBroken(fault: Fault): string | undefined {
  for (let tries = 0; tries <= SEEDS; tries += 1) {
    const seed = tries === 0 ? (MET_ONCE[fault] ?? 0) : tries - 1
    try {
      simulate(seed, STEPS, fault)
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error)
      return text.split('\n')[0]
    }
  }
  return undefined
}

describe('the simulation', () => {
  it.each<[what: string, fault: Fault, found: RegExp]>([
    ['no inbox row judges a command', 'no inbox check', /applied twice|decided \d times/],
    [
      'rows are read before their lock, and their place is not compared',
      'no seq check, on rows read before their lock',
      /is not its events|counts \d|overdue|no run waits/,
    ],
    ['a refusal is written over an outcome', 'refusal over an outcome', /was decided \d times/],
    [
      'facts change before the commit',
      'facts read before the lock',
      /who is gone|somebody who is|sub-tickets closed: it is/,
    ],
    ['half of a commit is written', 'half of a commit over several tickets', /counts|by half/],
    ['nobody looks at loads', 'loads are not judged', /more than they may have/],
    ['sub-tickets are locked first', 'sub-tickets locked before the parent', /can deadlock/],
    ['an answer that comes late is taken over', 'run takes over a late answer', /no run waits for/],
    [
      'a run leaves a row alone that has gone back',
      'run ignores a row that is behind it',
      /is overdue since/,
    ],
    ['other runs are not signalled', 'no signal to other runs', /no run waits for/],
    ['a lost signal is never made good', 'no sweep', /is overdue since/],
    [
      'rules forget what they follow from',
      'rules forget their cause',
      /of a rule, though #\d+ was undone/,
    ],
    ['rules go on for ever', 'rules are never cut off', /rules deep|never decided/],
    ['the relay sends the newest first', 'relay out of order', /overtook/],
  ])('turns red when %s', (_what, fault, found) => {
    expect(findFirstBroken(fault)).toMatch(found)
  })

  it.each<[what: string, fault: Fault, found: RegExp]>([
    ['a commit is not flushed', 'a flushless commit', /was answered applied, and is lost/],
    ['a 202 is not flushed', 'a 202 is not flushed', /was answered pending, and is lost/],
    ['rows are completed before the call', 'rows are completed before the call', /no run waits/],
    ['a killed dispatcher’s rows are nobody’s', 'leases never run out', /never comes to rest/],
    [
      'a signal that is joined to a start is a start',
      'a signal joined to a start is a start',
      /was not told of #|no run waits/,
    ],
    [
      'a round takes no turns with commands',
      'a round takes no turns with commands',
      /were put before a command that waits/,
    ],
    [
      'starts go before signals',
      'starts before signals',
      /went before a signal|never comes to rest/,
    ],
    ['starts take no turn', 'starts take no turn', /passed over twice/],
    ['the gate stops no start', 'starts need no room', /starts were begun whose first task/],
    ['a lost word of a first task counts for ever', 'the gate forgets nobody', /comes to rest/],
  ])('turns red, in what runs behind commands, when %s', (_what, fault, found) => {
    expect(findFirstBroken(fault)).toMatch(found)
  })

  it.each<[what: string, fault: Fault, found: RegExp]>([
    [
      'a command that the database had lost was answered 202 all the same',
      'a 202 for a command that was lost',
      /was answered pending, and is lost/,
    ],
    [
      'a run answered a command from memory that the database had lost, again and again',
      'what a run remembers is the outcome',
      /a command was never decided/,
    ],
    [
      'all repeats of a reminder had one id, so that it came once and never again',
      'ids without the repeat',
      /two firings share the id|sub_ticket_nudge of \S+ is overdue/,
    ],
    [
      'a forced close left the count as it was, so that the reopened parent could never be completed',
      'forced close counts nothing',
      /counts \d of \d sub-tickets closed/,
    ],
    [
      'an undo brought a nudge back that had fired, so that it was due for ever',
      'undo restores a fired nudge',
      /sub_ticket_nudge .* is overdue since|sub_ticket_nudge.* without a pause/,
    ],
    [
      'a run fired such a nudge again and again without a pause',
      'undo restores a fired nudge, and the loop has no pause',
      /sub_ticket_nudge.* without a pause/,
    ],
  ])('finds a mistake that was once made: %s', (_what, fault, found) => {
    expect(findFirstBroken(fault)).toMatch(found)
  })
})
