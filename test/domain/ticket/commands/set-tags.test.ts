import { describe, expect, it } from 'vitest'
import { given } from '../../../support/given.js'
import { AT, ticketIn } from '../../../support/tickets.js'

const tagged = given(ticketIn('assigned', { tags: ['x', 'y'] }))

describe('set_tags', () => {
  it.each(['assignee', 'moderator'] as const)('replaces the tags, by the %s', (who) => {
    const { event, state } = tagged.when(who, 'set_tags', { tags: ['y', 'z'] })
    expect(event).toEqual({ type: 'set_tags', at: AT, tags: ['y', 'z'] })
    expect(state.tags).toEqual(['y', 'z'])
    expect(state.revision).toBe(tagged.state.revision + 1)
  })
  it('takes another order, other borders and none as a change', () => {
    for (const tags of [['y', 'x'], ['x', 'y', ''], ['xy'], []]) {
      expect(tagged.when('moderator', 'set_tags', { tags }).state.tags).toEqual(tags)
    }
  })
  it('changes nothing where they are the same, and notifies nobody where they are not', () => {
    const same = tagged.when('moderator', 'set_tags', { tags: ['x', 'y'] })
    expect(same).toMatchObject({ event: undefined, refusal: undefined })
    expect(same.state).toBe(tagged.state)
    const { change } = tagged.when('moderator', 'set_tags', { tags: [] })
    expect(change?.event.notifications).toEqual([])
  })
  it('adds to them and takes from them', () => {
    const change = { add: ['z', 'x'], remove: ['y'] }
    expect(tagged.when('moderator', 'set_tags', change).state.tags).toEqual(['x', 'z'])
    expect(tagged.when('moderator', 'set_tags', { remove: ['x'] }).state.tags).toEqual(['y'])
    const nothing = tagged.when('moderator', 'set_tags', { add: ['x'], remove: ['q'] })
    expect(nothing).toMatchObject({ event: undefined, refusal: undefined })
    const many = Array.from({ length: 19 }, (_, n) => `t${n}`)
    expect(tagged.when('moderator', 'set_tags', { add: many }).code).toBe('validation_failed')
  })
  it('is for those who work on it, while it is live', () => {
    expect(tagged.when('requester', 'set_tags', { tags: [] }).code).toBe('forbidden')
    expect(given(ticketIn('withdrawn')).when('moderator', 'set_tags', { tags: [] }).code).toBe(
      'invalid_transition',
    )
  })
})
