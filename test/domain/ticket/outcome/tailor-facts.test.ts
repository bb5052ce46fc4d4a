import { describe, expect, it } from 'vitest'
import {
  type SharedFacts,
  tailorFacts,
} from '../../../../src/domain/ticket/outcome/tailor-facts.js'
import { person } from '../../../support/tickets.js'
import { approval, ME, NO_FACTS } from './described/facts.js'

const { reader: _, isAsked: _asked, wasTold: _told, approval: _none, ...SAME } = NO_FACTS
const READERS: SharedFacts['readers'] = {
  assigneeId: null,
  formerAssigneeId: null,
  asked: [],
  told: null,
  cancelled: {},
}
const tailor = (over: Partial<SharedFacts>, readers: Partial<SharedFacts['readers']> = {}) =>
  tailorFacts({ ...SAME, approval: null, readers: { ...READERS, ...readers }, ...over }, ME)
const asked = {
  ...approval,
  details: { reason: 'a pump', amount: 500, currency: 'EUR' },
  requestedById: 'ada',
  deciderIds: ['you'],
}

describe('what is for one reader', () => {
  it('is what everybody is told, with how they stand to it', () => {
    expect(tailor({})).toEqual({ ...NO_FACTS, isAsked: false, wasTold: true })
    expect(tailor({}, { assigneeId: 'me', formerAssigneeId: 'you' }).reader).toMatchObject({
      isAssignee: true,
      wasAssignee: false,
    })
    expect(tailor({}, { formerAssigneeId: 'me' }).reader.wasAssignee).toBe(true)
    const filed = { ...NO_FACTS.viewed, requesterId: 'me' }
    expect(tailor({ viewed: filed }).reader.isRequester).toBe(true)
    expect(tailor({}, { asked: ['me'] }).isAsked).toBe(true)
  })
  it('of an undo is for those who were told of the action', () => {
    expect(tailor({}, { told: ['me', 'you'] }).wasTold).toBe(true)
    expect(tailor({}, { told: ['you'] }).wasTold).toBe(false)
  })
  it('of what was overtaken is their own request', () => {
    expect(tailor({}, { cancelled: { you: 'reopen' } }).request).toBeNull()
    expect(tailor({}, { cancelled: { you: 'reopen', me: 'postpone' } }).request).toBe('postpone')
    expect(tailor({ request: 'reopen' }).request).toBe('reopen')
  })
  it('of an approval has its details only where they may read them', () => {
    expect(tailor({ approval: asked }).approval).toEqual({ ...approval, details: null })
    expect(tailor({ approval: { ...asked, deciderIds: ['me'] } }).approval).toEqual(approval)
    const moderator = person('mo', { roles: ['moderator'] })
    const shared = { ...SAME, approval: asked, readers: READERS }
    expect(tailorFacts(shared, moderator).approval?.details).toEqual(asked.details)
  })
})
