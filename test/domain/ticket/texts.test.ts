import { describe, expect, it } from 'vitest'
import { keyTexts, listBroughtTexts, readShownTexts } from '../../../src/domain/ticket/texts.js'
import { type Given, given, type Then } from '../../support/given.js'
import { ticketIn } from '../../support/tickets.js'

const QUESTION = { texts: ['question'] }

/** The texts of a ticket's row after each change, as the commit writes them: each command's are its own. */
function readTexts(changes: Then[]): Record<string, string> {
  return Object.assign(
    {},
    ...changes.map(({ change, state }) =>
      Object.fromEntries(
        Object.entries(change?.effects.texts ?? {}).map(([key, text]) => [
          key,
          `${text} of ${state.seq}`,
        ]),
      ),
    ),
  )
}

const shown = ({ state }: Pick<Given, 'state'>, changes: Then[]) =>
  readShownTexts(state.texts, readTexts(changes))

describe('the texts that a ticket shows', () => {
  it('are the last that came, each kept under the event that brought it', () => {
    const first = given(ticketIn('in_progress')).when(
      'assignee',
      'progress',
      {},
      { texts: ['notes'] },
    )
    const second = given(first.state).when('assignee', 'progress', { percent: 5 })
    const third = given(second.state).when('assignee', 'progress', {}, { texts: ['notes'] })
    const { seq } = third.state
    expect(third.change?.effects.texts).toEqual({ [`progressNotes/${seq}`]: 'notes' })
    expect(third.event).toMatchObject({ texts: ['progressNotes'] })
    expect(second.event).not.toHaveProperty('texts')
    expect(shown(second, [first, second])).toEqual({ progressNotes: 'notes of 2' })
    expect(shown(third, [first, second, third])).toEqual({ progressNotes: 'notes of 4' })
  })

  it('are those before again once the action that brought others is undone', () => {
    const asked = given(ticketIn('submitted')).when('moderator', 'ask_clarification', {}, QUESTION)
    const answered = given(asked.state).when(
      'requester',
      'answer_clarification',
      {},
      {
        texts: ['answer'],
      },
    )
    const again = given(answered.state).when('moderator', 'ask_clarification', {}, QUESTION)
    const undone = given(again.state).when('moderator', 'undo')
    const all = [asked, answered, again, undone]
    expect(shown(again, all)).toMatchObject({ clarificationQuestion: 'question of 4' })
    expect(shown(undone, all)).toEqual({
      clarificationQuestion: 'question of 2',
      clarificationAnswer: 'answer of 3',
    })
  })

  it('have no reason of a rejection that was undone', () => {
    const rejected = given(ticketIn('submitted')).when(
      'moderator',
      'reject',
      {},
      { texts: ['reason'] },
    )
    const undone = given(rejected.state).when('moderator', 'undo')
    const other = given(undone.state).when('moderator', 'reject', { duplicateOf: 'other' })
    expect(shown(rejected, [rejected])).toEqual({ rejectionReason: 'reason of 2' })
    expect(shown(other, [rejected, undone, other])).toEqual({})
  })

  it('begin anew with a version', () => {
    const notes = { texts: ['notes'] }
    const closed = given(ticketIn('in_progress'))
      .and('assignee', 'progress', {}, notes)
      .and('assignee', 'complete', {}, notes)
      .and('moderator', 'close', {}, { texts: ['reason'] })
    const { state } = closed.when('moderator', 'reopen', {}, { texts: ['reason'] })
    expect(closed.state.texts).toEqual({ progressNotes: 2, completionNotes: 3 })
    expect(state).toMatchObject({ texts: {}, clarification: null })
  })

  it('are of those names alone that the command keeps', () => {
    expect(listBroughtTexts(undefined, ['reason'])).toEqual([])
    expect(listBroughtTexts({ progressNotes: 'notes' }, ['reason'])).toEqual([])
    expect(keyTexts(undefined, ['progressNotes'], 1)).toEqual({})
    expect(readShownTexts({ progressNotes: 1 }, {})).toEqual({})
  })
})
