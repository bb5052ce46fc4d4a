import { describe, expect, it } from 'vitest'
import { PEOPLE_COMMANDS } from '../../../src/domain/ticket/commands/index.js'
import { allowedCommands } from '../../../src/domain/ticket/decider.js'
import { explain } from '../../../src/domain/ticket/explain.js'
import type { TicketState } from '../../../src/domain/ticket/state.js'
import { STATUSES } from '../../../src/domain/ticket/status.js'
import type { Anyone } from '../../support/given.js'
import { ANYONE, identify } from '../../support/scenes.js'
import { AT, factsFor, ticketIn } from '../../support/tickets.js'

const tell = (state: TicketState, who: Anyone) => {
  const { actor, person } = identify(who)
  return explain(state, actor, { at: AT, facts: factsFor(person) })
}

describe('explaining', () => {
  it('says for every command of people what would stop it', () => {
    const { commands } = tell(ticketIn('assigned', { number: 'T-5' }), 'assignee')
    expect(commands.map(({ command }) => command)).toEqual(['save_draft', ...PEOPLE_COMMANDS])
    expect(commands).toContainEqual({ command: 'start', allowed: true })
    expect(commands).toContainEqual({
      command: 'close',
      allowed: false,
      code: 'forbidden',
      error: 'Only a moderator or a holder of the permission ticket.close closes tickets.',
    })
    expect(commands).toContainEqual(
      expect.objectContaining({ command: 'complete', code: 'invalid_transition' }),
    )
  })
  it('says what each timer waits for', () => {
    expect(tell(ticketIn('assigned'), 'assignee').timers).toEqual([
      { kind: 'acknowledge', dueAt: AT, armedBy: 1 },
    ])
  })
  it('takes the caller for anybody who could be named', () => {
    const { commands } = tell(ticketIn('open'), 'moderator')
    expect(commands).toContainEqual({ command: 'add_participant', allowed: true })
  })
  it('takes nobody of a team that has none', () => {
    const { commands } = tell(ticketIn('open', { teamMembers: [] }), 'head')
    expect(commands).toContainEqual({ command: 'remove_team_member', allowed: true })
  })
  it('tells an operator as well', () => {
    expect(tell(ticketIn('open'), 'operator').commands).toContainEqual({
      command: 'close',
      allowed: true,
    })
  })
  it('answers of a draft as PATCH and DELETE do', () => {
    const draft = tell(ticketIn('draft'), 'requester').commands
    expect(draft).toContainEqual({ command: 'save_draft', allowed: true })
    expect(draft).toContainEqual({ command: 'delete_draft', allowed: true })
    expect(tell(ticketIn('draft'), 'moderator').commands).toContainEqual({
      command: 'save_draft',
      allowed: false,
      code: 'forbidden',
      error: 'Only the author edits a draft.',
    })
    for (const who of ['requester', 'moderator'] as const) {
      const codes = tell(ticketIn('open'), who).commands.map(({ command, code }) => [command, code])
      expect(codes).toContainEqual(['save_draft', 'not_editable'])
      expect(codes).toContainEqual(['delete_draft', 'not_deletable'])
      expect(codes).toContainEqual(['delete_sub_ticket', 'not_deletable'])
    }
  })
  it('allows nothing that is not offered', () => {
    for (const status of STATUSES) {
      for (const who of ANYONE) {
        const state = ticketIn(status)
        const { actor, person } = identify(who)
        const offered = allowedCommands(state, actor, person, { at: AT, facts: factsFor(person) })
        for (const { command, allowed } of tell(state, who).commands) {
          if (allowed) expect(offered, `${command} from ${status} by ${who}`).toContain(command)
        }
      }
    }
  })
})
