import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CommandName } from '../../src/domain/ticket/commands/index.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { act, begin, divide, sure } from '../support/family.js'
import { AT, GOOD } from '../support/tickets.js'

const step = fc.record({
  who: fc.integer({ min: -2, max: 4 }),
  name: fc.constantFrom<CommandName>(
    'close',
    'reopen',
    'delete_sub_ticket',
    'undo',
    'reassign',
    'postpone',
    'restart',
    'withdraw',
    'set_tags',
  ),
})

describe('laws of families', () => {
  it('counts are what a recount gives, and people are in the chat while their sub-ticket is', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let kin = divide(begin(), 4)
        for (const [i, { who, name }] of steps.entries()) {
          const at = new Date(Date.parse(AT) + i * 1000).toISOString()
          const next = act(kin, who < 0 ? 'parent' : who, name, GOOD[name].payload, at)
          if (typeof next === 'string') continue
          kin = next
          const counted = kin.children.filter(
            (c) => c.deletedAt === null && c.status !== 'withdrawn',
          )
          const closed = counted.filter(({ status }) => status === 'closed')
          const { subTickets, status, progressPercent, participants } = kin.parent
          if (status !== 'withdrawn' && status !== 'closed') {
            expect(subTickets).toMatchObject({ total: counted.length, closed: closed.length })
            expect(progressPercent).toBe(
              counted.length === 0 ? 0 : Math.floor((closed.length / counted.length) * 100),
            )
            const through = participants.flatMap((one) => one.through ?? [])
            expect(new Set(through)).toEqual(new Set(counted.map(({ number }) => number)))
          }
        }
      }),
      { numRuns: 150 },
    )
  })
  it('a forced close and its undo leave the whole family as it was', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let kin = divide(begin(), 4)
        for (const { who, name } of steps) {
          if (who < 0 || name === 'undo') continue
          const next = act(kin, who, name, GOOD[name].payload)
          kin = typeof next === 'string' ? kin : next
        }
        const closed = act(kin, 'parent', 'close', { forceCloseChildren: true })
        if (typeof closed === 'string') return
        const open = closed.children.filter(
          (c) => c.deletedAt === null && !['closed', 'withdrawn'].includes(c.status),
        )
        expect(open).toEqual([])
        const back = sure(act(closed, 'parent', 'undo', {}))
        const plain = ({ seq: _s, revision: _r, updatedAt: _u, undo: _o, ...rest }: TicketState) =>
          rest
        expect(plain(back.parent)).toEqual(plain(kin.parent))
        expect(back.children.map(plain)).toEqual(kin.children.map(plain))
      }),
      { numRuns: 150 },
    )
  })
  it('is undone for none when one has moved since', () => {
    const kin = divide(begin(), 2)
    const closed = sure(act(kin, 'parent', 'close', { forceCloseChildren: true }))
    expect(act(closed, 0, 'undo', {})).toBe('undo_superseded')
    const moved = closed.children.map((c, i) =>
      i === 0 ? { ...c, undo: { kind: 'expired' as const } } : c,
    )
    expect(act({ ...closed, children: moved }, 'parent', 'undo', {})).toBe('undo_superseded')
  })
})
