import { describe, expect, it } from 'vitest'
import { propose } from '../../../src/domain/ticket/propose.js'
import { givenSplit } from '../../support/parent.js'
import { asUser, command, factsFor, PEOPLE, ticketIn } from '../../support/tickets.js'

const context = { at: '2026-01-01T00:00:00.000Z', facts: factsFor(PEOPLE.moderator) }
const rows = (ticket = ticketIn('submitted')) => ({ ticket, parent: null, subTickets: [] })
const { actor } = asUser('moderator')
const newId = () => 'id'

describe('a proposal', () => {
  it('has the ticket’s own change first, then those of its relatives', () => {
    const { changes } = givenSplit(2).when('parent', 'close', { forceCloseChildren: true })
    expect(changes.map(({ state, event }) => [state.number, event.type])).toEqual([
      ['T-1', 'close'],
      ['T-1.1', 'close'],
      ['T-1.2', 'close'],
    ])
    expect(changes.map(({ relative }) => relative !== undefined)).toEqual([false, true, true])
  })

  it('is nothing where the command is refused', () => {
    expect(
      propose(rows(ticketIn('closed')), command('approve', actor, {}), context, newId),
    ).toMatchObject({
      kind: 'refused',
      refusal: { code: 'invalid_transition' },
    })
  })

  it('is nothing where its relatives refuse', () => {
    const closed = givenSplit(1).and(0, 'close').and('parent', 'close')
    expect(closed.when(0, 'reopen')).toMatchObject({ code: 'parent_closed', changes: [] })
  })

  it('changes nothing where the command does not', () => {
    const same = command('set_tags', actor, { tags: [] })
    expect(propose(rows(), same, context, newId)).toEqual({ kind: 'unchanged' })
  })
})
