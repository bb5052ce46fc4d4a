import { describe, expect, it } from 'vitest'
import { DOMAIN_EVENT_NAMES, listLogged } from '../../../src/domain/events/domain-event.js'
import { listTicketEvents } from '../../../src/domain/events/list-ticket-events.js'
import { nameLoggedEvents } from '../../../src/domain/events/name-logged-events.js'
import { NO_SLA } from '../../../src/domain/sla/sla.js'
import { createChange } from '../../../src/domain/ticket/change.js'
import type { TicketEvent } from '../../../src/domain/ticket/events.js'
import type { TicketState } from '../../../src/domain/ticket/state.js'
import { given } from '../../support/given.js'
import { forAllChanges } from '../../support/scenarios.js'
import { AT, ticketIn } from '../../support/tickets.js'

const DUE = '2026-01-05T00:00:00.000Z'
const sla = { ...NO_SLA, firstResponseDueAt: DUE, resolutionDueAt: DUE }
const names = (then: ReturnType<ReturnType<typeof given>['when']>) =>
  then.change?.effects.events.map(({ name }) => name)

describe('what a ticket’s event is to those who act upon it', () => {
  it('has a name of its own beside the update', () => {
    const open = given(ticketIn('open'))
    expect(names(open.when('moderator', 'set_tags', { tags: ['vpn'] }))).toEqual([
      'ticket.tags_set',
      'ticket.updated',
    ])
  })
  it('announces a ticket that was approved to whoever works on it elsewhere', () => {
    expect(names(given(ticketIn('submitted')).when('moderator', 'approve'))).toEqual([
      'ticket.approved',
      'ticket.opened',
      'ticket.updated',
    ])
  })
  it('announces one that is given to somebody straight from the review, and no ticket twice', () => {
    const assign = (status: 'submitted' | 'open') => {
      const state = ticketIn(status, { departmentId: 'it' })
      const event = { type: 'assign', at: AT } as TicketEvent
      return listTicketEvents(state, event, ticketIn('assigned')).map(({ name }) => name)
    }
    expect(assign('submitted')).toEqual(['ticket.assigned', 'ticket.opened', 'ticket.updated'])
    expect(assign('open')).toEqual(['ticket.assigned', 'ticket.updated'])
    const logged = { type: 'assign', to: 'assigned' } as const
    expect(nameLoggedEvents({ ...logged, from: 'submitted' })).toContain('ticket.opened')
    expect(nameLoggedEvents({ ...logged, from: 'open' })).not.toContain('ticket.opened')
  })
  it('is its creation where it is handed in, and nothing while it is a draft', () => {
    const begin = (type: 'submit') => createChange(ticketIn('draft', { seq: 0 }), { type, at: AT })
    expect(begin('submit').effects.events.map(({ name }) => name)).toEqual([
      'ticket.created',
      'ticket.submitted',
    ])
    expect(names(given(ticketIn('draft')).when('requester', 'delete_draft'))).toEqual([])
  })
  it('says which clock it is about, and at how much of its time it warns', () => {
    const working = ticketIn('in_progress', { sla })
    const warned = {
      type: 'warn_sla',
      at: AT,
      clock: 'resolution',
      dueAt: DUE,
      percent: 75,
    } as const
    expect(createChange(working, warned).effects.events).toEqual([
      { name: 'sla.warning', clock: 'resolution', percent: 75 },
      { name: 'ticket.updated' },
    ])
    expect(createChange(working, { type: 'first_response', at: AT }).effects.events).toEqual([
      { name: 'sla.met', clock: 'first_response' },
      { name: 'ticket.updated' },
    ])
  })
  it('meets a clock as it starts, where somebody of staff has answered before', () => {
    const answered = ticketIn('open', { sla: { ...NO_SLA, firstResponseAt: AT } })
    const assigned = ticketIn('assigned', { sla: { ...sla, firstResponseAt: AT } })
    const assign = { type: 'assign', at: AT } as TicketEvent
    const met = { name: 'sla.met', clock: 'first_response' }
    expect(listTicketEvents(answered, assign, assigned)).toContainEqual(met)
    expect(listTicketEvents(assigned, assign, assigned)).not.toContainEqual(met)
  })
  it('meets the resolution once a version, also where it goes back to work and is resolved again', () => {
    const met = { name: 'sla.met', clock: 'resolution' }
    const resolve = (state: TicketState) => createChange(state, { type: 'auto_verify', at: AT })
    const first = resolve(ticketIn('completed', { sla: { ...sla, firstResponseAt: AT } }))
    expect(first.effects.events).toContainEqual(met)
    const reworked = createChange(first.state, { type: 'request_rework', at: AT }).state
    const again = { ...reworked, status: 'completed', assigneeId: 'head' } as TicketState // as it is completed
    expect(resolve(again).effects.events).not.toContainEqual(met)
    const breached = createChange(
      ticketIn('resolved', { sla: { ...sla, breaches: ['resolution'] } }),
      { type: 'request_rework', at: AT },
    )
    expect(breached.state.sla.wasMet).toBeUndefined()
  })
  it('meets no clock that had no date, was breached, or is only brought back', () => {
    const resolve = { type: 'auto_verify', at: AT, autoCloseAt: DUE } as const
    const met = (state: object) =>
      createChange(ticketIn('completed', state), resolve)
        .effects.events.filter(({ name }) => name === 'sla.met')
        .map(({ clock }) => clock)
    const answered = { ...sla, firstResponseAt: AT }
    expect(met({ sla: answered })).toEqual(['resolution'])
    expect(met({ sla: { ...answered, breaches: ['resolution'] } })).toEqual([])
    expect(met({ sla: NO_SLA })).toEqual([])
    const undone = { type: 'undo', at: AT } as TicketEvent
    const [postponed, resolved] = [ticketIn('postponed'), ticketIn('resolved', { sla: answered })]
    expect(listTicketEvents(postponed, undone, resolved).map(({ name }) => name)).toEqual([
      'ticket.undone',
      'ticket.updated',
    ])
  })
  it('is in the entry of a broadcast, under a known name, whatever happens', () => {
    const told = new Set<string>()
    forAllChanges(({ change: { effects } }) => {
      for (const { name } of effects.events) {
        told.add(name)
        expect(DOMAIN_EVENT_NAMES).toContain(name)
      }
      if (effects.events.length > 0) expect(effects.broadcasts.length).toBeGreaterThan(0)
    })
    expect(told).toContain('ticket.deleted')
  })
})

describe('an entry of the log', () => {
  it('gives each of its events an id, what all have in common, and its own', () => {
    const entry = { id: 'e', place: 7, at: AT }
    const happened = [{ name: 'sla.met', clock: 'resolution' }, { name: 'ticket.updated' }] as const
    const logged = { entity: 'ticket', entityId: 't', data: { seq: 3 }, happened } as const
    const common = { entity: 'ticket', entityId: 't', place: 7, at: AT }
    expect(listLogged(entry, logged)).toEqual([
      { ...common, id: 'e/0', name: 'sla.met', data: { seq: 3, clock: 'resolution' } },
      { ...common, id: 'e/1', name: 'ticket.updated', data: { seq: 3 } },
    ])
    const bare = { entity: 'user', entityId: 'u', happened: [{ name: 'user.created' }] } as const
    expect(listLogged(entry, bare)[0]?.data).toEqual({})
  })
})
