import { describe, expect, it } from 'vitest'
import { chooseMentioned, readNames } from '../../../src/domain/access/mentions.js'
import { PEOPLE, participant, ticketIn } from '../../support/tickets.js'

const ID = '01900000-0000-7000-8000-00000000000a'

describe('names in a message', () => {
  it('are what begins an address, and ids in brackets', () => {
    const names = (body: string) => readNames(body)
    expect(names('@It.Head, see what @rosa said')).toEqual({
      ids: [],
      localParts: ['it.head', 'rosa'],
    })
    expect(names(`@[${ID.toUpperCase()}] and @[${ID}]`)).toEqual({ ids: [ID], localParts: [] })
    expect(names('(@jürgen-otto.) **@a_b+c**').localParts).toEqual(['jürgen-otto', 'a_b+c'])
  })
  it('are not in addresses, nor in what is no name', () => {
    for (const body of ['', '@', 'a@b.test', 'mail to x@it.head', '@ rosa', '@[x]', '@.']) {
      expect(readNames(body), body).toEqual({ ids: [], localParts: [] })
    }
  })
  it('are bounded, and read in time that grows with the message', () => {
    const body = Array.from({ length: 60 }, (_, n) => `@n${n}`).join(' ')
    expect(readNames(body).localParts).toHaveLength(50)
    expect(readNames('@a.'.repeat(5_000)).localParts.length).toBeLessThan(51)
    expect(readNames(`@${'a.'.repeat(5_000)}`).localParts).toHaveLength(1)
  })
})

it('those who do not read a message are not told of it', () => {
  const state = ticketIn('in_progress', {
    participants: [participant('requester', ['requester']), participant('assignee', ['assignee'])],
  })
  const all = [PEOPLE.requester, PEOPLE.assignee, PEOPLE.moderator, PEOPLE.stranger]
  const choose = (visibility: 'public' | 'internal') =>
    chooseMentioned(
      state,
      all.map((person) => ({ person })),
      visibility,
    ).map(({ person }) => person.id)
  expect(choose('public')).toEqual(['requester', 'assignee', 'moderator'])
  expect(choose('internal')).toEqual(['assignee', 'moderator'])
})
