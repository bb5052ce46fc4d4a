import { describe, expect, it } from 'vitest'
import { hasGround } from '../../../src/domain/ticket/grounds.js'
import type { TicketState } from '../../../src/domain/ticket/state.js'
import { isTerminal } from '../../../src/domain/ticket/status.js'
import { findTicket, givenParent } from '../../support/parent.js'
import type { Commit } from '../../support/scenario-commits.js'
import { forAllChanges, forAllScenarios, listTargets } from '../../support/scenarios.js'

/** All that an undo restores. */
function withoutPlace({ seq: _s, revision: _r, updatedAt: _u, undo: _o, ...rest }: TicketState) {
  return rest
}

function isOpen({ status, deletedAt }: TicketState): boolean {
  return deletedAt === null && !isTerminal(status)
}

describe('a parent and its sub-tickets', () => {
  it('its chat has the assignee of every sub-ticket that counts, and knows people by no other', () => {
    forAllScenarios((commits) => {
      const everRemoved = new Set<string>()
      for (const { after } of commits) {
        const { participants, removedParticipants, status } = after.parent
        for (const { userId } of removedParticipants) everRemoved.add(userId)
        if (isTerminal(status)) continue
        for (const { number, assigneeId, teamMembers, ...subTicket } of after.subTickets) {
          const isCounted = subTicket.deletedAt === null && subTicket.status !== 'withdrawn'
          const people = isCounted ? [assigneeId, ...teamMembers] : []
          const through = participants.filter(({ grounds }) =>
            grounds.some((ground) => 'number' in ground && ground.number === number),
          )
          for (const { userId } of through) expect(people).toContain(userId)
          if (!isCounted || assigneeId === null || everRemoved.has(assigneeId)) continue
          expect(participants.map(({ userId }) => userId)).toContain(assigneeId)
        }
      }
    })
  })

  it('whom a moderator took out of a chat is let in by a moderator alone, never through a sub-ticket', () => {
    const own = ['add_participant', 'assign', 'reassign', 'reopen', 'escalate']
    const seen = new Set<string>()
    const check = ({ cause, target, before, after }: Commit) => {
      for (const room of listTargets(before)) {
        const [was, is] = [findTicket(before, room), findTicket(after, room)]
        const isIn = ({ participants }: TicketState, id: string) =>
          participants.some(({ userId }) => userId === id)
        const ids = ({ removedParticipants }: TicketState) =>
          removedParticipants.map(({ userId }) => userId)
        const letIn = ids(was).filter((id) => !isIn(was, id) && isIn(is, id))
        for (const id of letIn) {
          seen.add(cause)
          expect(target).toBe(room)
          expect(own).toContain(cause)
          expect(ids(is)).not.toContain(id)
        }
      }
    }
    for (const seed of [1, 2, 3]) forAllScenarios((commits) => commits.forEach(check), seed)
    expect([...seen]).toEqual(expect.arrayContaining(['add_participant', 'reassign']))
  })

  it('people are in a chat by what they are there, as long as they are it', () => {
    forAllScenarios((commits) => {
      for (const { after } of commits) {
        for (const { participants, assigneeId, teamMembers, requesterId } of [
          after.parent,
          ...after.subTickets,
        ]) {
          for (const one of participants) {
            const { userId } = one
            expect(one.grounds.length).toBeGreaterThan(0)
            if (hasGround(one, 'assignee')) expect(userId).toBe(assigneeId)
            if (hasGround(one, 'team_member')) expect(teamMembers).toContain(userId)
            if (hasGround(one, 'requester')) expect(userId).toBe(requesterId)
          }
        }
      }
    })
  })

  it('a team goes with its department', () => {
    forAllChanges(({ before, change: { event }, after }) => {
      if (before === undefined || event.type === 'undo') return
      if (before.departmentId !== after.departmentId) expect(after.teamMembers).toEqual([])
    })
  })

  it('an ended parent has no open sub-ticket', () => {
    forAllScenarios((commits) => {
      for (const { after } of commits) {
        if (isTerminal(after.parent.status)) expect(after.subTickets.filter(isOpen)).toEqual([])
      }
    })
  })

  it('a forced close is undone for all of them, exactly, or, once one has moved, for none', () => {
    let times = 0
    const check = ({ cause, target, at, before, after, changes }: Commit) => {
      if (cause !== 'close' || target !== 'parent' || changes.length === 1) return
      times += 1
      const back = givenParent(after).when('parent', 'undo', {}, { at })
      expect(back.code).toBeUndefined()
      expect(withoutPlace(back.parent)).toEqual(withoutPlace(before.parent))
      expect(back.subTickets.map(withoutPlace)).toEqual(before.subTickets.map(withoutPlace))
      const moved = after.subTickets.findIndex(
        ({ undo }) => undo?.kind === 'open' && undo.byParent !== undefined,
      )
      expect(givenParent(after).when(moved, 'undo', {}, { at }).code).toBe('undo_superseded')
      const others = after.subTickets.map((one, index) =>
        index === moved ? { ...one, undo: { kind: 'superseded' as const } } : one,
      )
      const none = givenParent({ ...after, subTickets: others }).when('parent', 'undo', {}, { at })
      expect(none).toMatchObject({ code: 'undo_superseded', changes: [] })
    }
    forAllScenarios((commits) => commits.forEach(check))
    forAllScenarios((commits) => commits.forEach(check), 1)
    expect(times).toBeGreaterThan(0)
  })

  it('numbers are never given twice', () => {
    forAllScenarios((commits) => {
      const last = commits.at(-1)?.after.subTickets ?? []
      expect(last.map(({ number }) => number)).toEqual(
        last.map((_one, index) => `T-1.${index + 1}`),
      )
    })
  })
})
