import { describe, expect, it } from 'vitest'
import { COMMAND_NAMES, isCommandName } from '../../../src/domain/ticket/commands/index.js'
import { evolve } from '../../../src/domain/ticket/decider.js'
import { forAllChanges, forAllScenarios } from '../../support/scenarios.js'

/** Of drafts, which these scenarios do not begin as, and of departments, categories and notices, which no scenario has. */
const ELSEWHERE = [
  ...['submit', 'delete_draft', 'restore_draft', 'expire_draft'],
  ...['set_department', 'set_category', 'notify'],
]

/** Written from the specification: what happens by itself, without a revision. */
const INTERNAL_EVENTS = [
  'note_unacknowledged',
  'remind_postponed',
  'nudge_sub_tickets',
  'remind_approval',
  'escalate_approval',
  'warn_sla',
  'breach_sla',
  'first_response',
  'next_response',
  'requester_message',
  'flag_attachments',
]

describe('events and revisions', () => {
  it('scenarios come by every command and internal event', () => {
    const seen = new Set<string>()
    for (let seed = 1; seed <= 3; seed += 1) {
      forAllScenarios((commits) => {
        for (const { event } of commits.flatMap(({ changes }) => changes)) seen.add(event.type)
      }, seed)
    }
    expect(COMMAND_NAMES.filter((name) => !seen.has(name))).toEqual(ELSEWHERE)
    expect(INTERNAL_EVENTS.filter((name) => !seen.has(name))).toEqual([])
  })

  it('seq grows by one with each event, revision by one with each command and by none with an internal event', () => {
    forAllChanges(({ before, change, after }) => {
      const { type } = change.event
      const isInternal = INTERNAL_EVENTS.includes(type)
      expect(after.seq).toBe((before?.seq ?? 0) + 1)
      expect(after.revision).toBe((before?.revision ?? 0) + (isInternal ? 0 : 1))
      expect(change.internal).toBe(isInternal)
      expect(change.expectedSeq).toBe(after.seq - 1)
    })
  })

  it('no event comes without a command or a named internal event, and each ticket has at most one of a command', () => {
    forAllScenarios((commits) => {
      for (const { cause, changes } of commits) {
        const [own, ...others] = changes
        expect(own?.event.type).toBe(cause)
        expect(own?.relative).toBeUndefined()
        for (const { event, relative } of others) {
          expect(relative).toBeDefined()
          expect(isCommandName(event.type) || event.type === 'create_sub_ticket').toBe(true)
        }
        expect(new Set(changes.map(({ state }) => state.id)).size).toBe(changes.length)
      }
    })
  })

  it('a state is JSON, and evolving it is deterministic', () => {
    forAllChanges(({ before, change: { event }, after }) => {
      const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value))
      expect(copy(after)).toEqual(after)
      const { fields: _f, named: _n, approvalId: _a, outcome: _o, ...own } = event
      if (before !== undefined) expect(evolve(copy(before), copy(own))).toEqual(after)
    })
  })
})
