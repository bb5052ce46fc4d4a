import { describe, expect, it } from 'vitest'
import { givenSplit } from '../../../support/parent.js'
import { AT, PEOPLE } from '../../../support/tickets.js'

const at = (minute: number) => ({ at: new Date(Date.parse(AT) + minute * 60_000).toISOString() })
const away = (minute: number) => ({ ...at(minute), texts: ['reason'] })
const people = { facts: { people: { ...PEOPLE } } }
const toOther = { assigneeId: 'assignee' }
const head = { userId: 'head' }

function readsFrom({
  parent,
}: {
  parent: { participants: { userId: string; historyFrom: string }[] }
}) {
  return parent.participants.find(({ userId }) => userId === 'head')?.historyFrom
}

describe('the undo of a sub-ticket’s reassignment', () => {
  it('gives back what they read to those who left by a later one', () => {
    const back = givenSplit(2)
      .and(0, 'reassign', toOther, away(1))
      .and(1, 'reassign', toOther, away(2))
      .when(0, 'undo', {}, at(3))
    expect(readsFrom(back)).toBe(AT)
  })

  it('gives nothing back to whom a moderator has taken out since', () => {
    const back = givenSplit(1)
      .and(0, 'reassign', toOther, away(1))
      .and('parent', 'add_participant', head, { ...at(2), ...people })
      .and('parent', 'remove_participant', head, { ...at(3), ...people })
      .and('parent', 'add_participant', head, { ...at(5), ...people })
      .when(0, 'undo', {}, at(6))
    expect(readsFrom(back)).toBe(at(5).at)
  })
})

describe('whoever is let in again', () => {
  const letIn = givenSplit(1)
    .and('parent', 'remove_participant', head, { ...at(1), ...people })
    .and('parent', 'reassign', { assigneeId: 'head' }, away(2))

  it('stays by the sub-ticket that is theirs when the parent is somebody else’s', () => {
    const left = letIn.when('parent', 'reassign', toOther, away(3))
    expect(readsFrom(left)).toBe(at(2).at)
  })

  it('is as they were after an undone reassignment of it', () => {
    const back = letIn.and(0, 'reassign', toOther, away(3)).when(0, 'undo', {}, at(4))
    expect(back.parent.participants).toEqual(expect.arrayContaining(letIn.parent.participants))
    expect(back.parent.participants).toHaveLength(letIn.parent.participants.length)
  })

  it('is not kept by what became another’s meanwhile', () => {
    const left = givenSplit(1)
      .and('parent', 'remove_participant', head, { ...at(1), ...people })
      .and(0, 'reassign', toOther, away(2))
      .and('parent', 'add_participant', head, { ...at(3), ...people })
    const grounds = left.parent.participants.find(({ userId }) => userId === 'head')?.grounds
    expect(grounds).toEqual([{ as: 'participant' }])
  })
})
