import type { Actor } from '../../src/domain/people.js'
import type { CommandName } from '../../src/domain/ticket/commands/index.js'
import { decide } from '../../src/domain/ticket/decider.js'
import { partOf } from '../../src/domain/ticket/envelope.js'
import { relativesNeeded, relativesOf } from '../../src/domain/ticket/family.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { AT, command, factsFor, IT, PEOPLE, ticketIn } from './tickets.js'

export interface Kin {
  parent: TicketState
  children: TicketState[]
}

/** What the commit does: the ticket's own event, and what its relatives get with it; a code when refused. */
export function act(
  kin: Kin,
  who: 'parent' | number,
  name: CommandName,
  payload: object,
  at = AT,
): Kin | string {
  const actor: Actor = { kind: 'user', id: 'moderator' }
  const state = who === 'parent' ? kin.parent : kin.children[who]
  if (state === undefined) return 'no such child'
  const facts = factsFor(PEOPLE.moderator)
  const decision = decide(state, command(name, actor, payload as never, ['reason']), { at, facts })
  if (decision.kind === 'refused') return decision.refusal.code
  if (decision.kind === 'unchanged') return kin
  const part = partOf(state, decision.event)
  const need = relativesNeeded(state, part)
  const family =
    need === 'none'
      ? { parent: null, children: [] }
      : { parent: need === 'parent' ? kin.parent : null, children: kin.children }
  const relatives = relativesOf(state, part, family, () => `id-${kin.children.length}`, actor)
  if (relatives.kind === 'refused') return relatives.refusal.code
  const next = new Map([part, ...relatives.parts].map((one) => [one.state.number, one.state]))
  const fresh = relatives.parts.filter(({ create }) => create !== undefined).map((one) => one.state)
  return {
    parent: next.get(kin.parent.number) ?? kin.parent,
    children: [...kin.children.map((child) => next.get(child.number) ?? child), ...fresh],
  }
}

export function sure(kin: Kin | string): Kin {
  if (typeof kin === 'string') throw new Error(kin)
  return kin
}

export const begin = (status: 'submitted' | 'in_progress' = 'in_progress'): Kin => ({
  parent: ticketIn(status, { number: 'T-1', undo: null }),
  children: [],
})
export const divide = (kin: Kin, n: number): Kin =>
  sure(
    act(kin, 'parent', 'split', {
      subTickets: Array.from({ length: n }, () => ({ departmentId: IT })),
    }),
  )
