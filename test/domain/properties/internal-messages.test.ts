import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chatAccess, judgeMessage } from '../../../src/domain/access/chat.js'
import { PERMISSIONS, ROLES } from '../../../src/domain/people.js'
import { participantRole } from '../../../src/domain/ticket/grounds.js'
import { forAllScenarios } from '../../support/scenarios.js'
import { IT, person } from '../../support/tickets.js'

/** Whatever else the requester may be in the organization. */
const everyRequester = fc.record({
  roles: fc.subarray([...ROLES]),
  permissions: fc.subarray([...PERMISSIONS]),
  departmentId: fc.constantFrom(null, IT, 'hr'),
  headOf: fc.subarray([IT, 'hr']),
})

describe('internal messages', () => {
  it('the requester of an ordinary ticket never reads or writes one, nor one of its parts, however they came into the chat', () => {
    const people = fc.sample(everyRequester, { numRuns: 20, seed: 1 })
    const seen = new Set<string>()
    forAllScenarios((commits) => {
      for (const { after } of commits) {
        const { parent } = after
        for (const over of people) {
          const requester = person(parent.requesterId, over)
          const known = parent.participants.find(({ userId }) => userId === requester.id)
          seen.add(known === undefined ? 'outside' : participantRole(known))
          const word = { visibility: 'internal' as const }
          for (const ticket of [parent, ...after.subTickets]) {
            expect(chatAccess(ticket, requester)?.internal ?? false).toBe(false)
            expect(() => judgeMessage(ticket, requester, word)).toThrow()
          }
        }
      }
    }, 1)
    expect([...seen]).toEqual(expect.arrayContaining(['requester', 'outside', 'participant']))
  })
})
