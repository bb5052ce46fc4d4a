import { describe, expect, it } from 'vitest'
import type { NotificationFacts } from '../../../../src/domain/ticket/outcome/notification-facts.js'
import { findSuppression } from '../../../../src/domain/ticket/outcome/suppression.js'
import { PEOPLE } from '../../../support/tickets.js'
import { ME, NO_FACTS } from './described/facts.js'

const facts: NotificationFacts = { ...NO_FACTS, type: 'ticket_closed' }
const unseen = { ...NO_FACTS.viewed, participants: [] }
const intended = { reader: ME, facts, isWanted: true, isOfPool: false }
const judge = (over: Partial<Parameters<typeof findSuppression>[0]>) =>
  findSuppression({ ...intended, ...over })
const judgeFacts = (over: Partial<NotificationFacts>) => judge({ facts: { ...facts, ...over } })

describe('a notification that is about to leave', () => {
  it('goes to those who may have it', () => {
    expect(judge({})).toBeUndefined()
    expect(judge({ isOfPool: true, reader: PEOPLE.moderator })).toBeUndefined()
  })
  it('is kept back, and it says why', () => {
    expect(judge({ reader: null })).toBe('not_entitled')
    expect(judge({ isOfPool: true })).toBe('not_moderator')
    expect(judge({ isWanted: false })).toBe('choice')
    expect(judge({ facts: null })).toBe('gone')
    expect(judgeFacts({ isUndone: true })).toBe('undone')
    expect(judgeFacts({ wasTold: false })).toBe('not_told')
    expect(judgeFacts({ viewed: unseen })).toBe('not_visible')
    expect(judgeFacts({ viewed: unseen, type: 'of_later' })).toBe('not_visible')
  })
  it('that tells them that they are off the ticket reaches those who are', () => {
    expect(judgeFacts({ viewed: unseen, type: 'ticket_reassigned' })).toBeUndefined()
    expect(judgeFacts({ viewed: unseen, type: 'action_undone' })).toBeUndefined()
  })
  it('reaches those who were asked to approve', () => {
    expect(judgeFacts({ viewed: unseen, isAsked: true })).toBeUndefined()
  })
})
