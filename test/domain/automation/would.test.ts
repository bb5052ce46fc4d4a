import { describe, expect, it } from 'vitest'
import type { Step } from '../../../src/domain/automation/actions.js'
import { judgeStep } from '../../../src/domain/automation/would.js'
import { nameLoggedEvents } from '../../../src/domain/events/name-logged-events.js'
import { showMembers } from '../../../src/domain/ticket/shown.js'
import type { Status } from '../../../src/domain/ticket/status.js'
import { actForRule } from '../../support/scenario-commits.js'
import { AT, factsFor, ticketIn } from '../../support/tickets.js'

const CLOSE: Step = { kind: 'command', name: 'close', payload: {}, texts: { reason: 'x' } }
const SAY: Step = { kind: 'message', body: 'x', visibility: 'public' }

/** Of a ticket that is closed by now. */
const judge = (step: Step, then: Status) =>
  judgeStep(step, {
    ...{ state: ticketIn('closed'), members: showMembers(ticketIn(then)) },
    ...{ surroundings: factsFor(null), actor: actForRule(1), at: AT },
  })

describe('what a rule would have done', () => {
  it.each<[Step, Status, string]>([
    [CLOSE, 'in_progress', 'applied'],
    [CLOSE, 'submitted', 'invalid_transition'],
    [CLOSE, 'closed', 'invalid_transition'],
    [{ ...CLOSE, texts: {} }, 'in_progress', 'validation_failed'],
    [SAY, 'open', 'applied'],
    [SAY, 'draft', 'chat_closed'],
    [SAY, 'rejected', 'chat_closed'],
    [{ kind: 'webhook', webhookId: 'w' }, 'closed', 'applied'],
    [{ kind: 'refused', code: 'no_assignee' }, 'in_progress', 'no_assignee'],
  ])('is judged on the ticket as it was: %j in %s', (step, then, would) => {
    expect(judge(step, then)).toBe(would)
  })
})

describe('the names of an event', () => {
  it.each<[string, Status | null, Status, string[]]>([
    ['submit', 'draft', 'submitted', ['ticket.created', 'ticket.submitted']],
    ['submit', null, 'submitted', ['ticket.created', 'ticket.submitted']],
    ['save_draft', 'draft', 'draft', []],
    ['approve', 'submitted', 'open', ['ticket.approved', 'ticket.opened', 'ticket.updated']],
    ['flag_attachments', 'open', 'open', ['ticket.updated']],
    ['of_a_later_release', 'open', 'open', []],
  ])('are told by its row: %s from %s to %s', (type, from, to, names) => {
    expect(nameLoggedEvents({ type, from, to })).toEqual(names)
  })
})
