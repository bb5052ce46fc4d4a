import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ASSIGNMENT_MODES } from '../../../src/domain/routing/assignment.js'
import {
  chooseMember,
  type Member,
  routeQueue,
  type Skill,
  type Waiting,
} from '../../../src/domain/routing/choose.js'

const member = (id: string, over: Partial<Member> = {}): Member => ({
  person: { id, roles: ['agent'], departmentId: 'it', headOf: [] },
  isAvailable: true,
  skills: [],
  open: 0,
  maxConcurrentTickets: null,
  ...over,
})

const waiting = (over: Partial<Waiting> = {}): Waiting => ({
  priority: 'normal',
  departmentId: 'it',
  mode: 'round_robin',
  requiredSkills: [],
  maxPerAgent: null,
  ...over,
})

const skill = (name: string, level: number): Skill => ({ name, level })

describe('who gets a ticket', () => {
  it.each<[string, Partial<Waiting>, Member[], string, string]>([
    [
      'round robin: who waited longest',
      {},
      [member('a', { open: 9 }), member('b')],
      'a',
      'round robin: waited longest of 2',
    ],
    [
      'priority queue: likewise',
      { mode: 'priority_queue', priority: 'urgent' },
      [member('a'), member('b')],
      'a',
      'priority queue: urgent, waited longest of 2',
    ],
    [
      'least loaded: who has least',
      { mode: 'least_loaded' },
      [member('a', { open: 3 }), member('b', { open: 2, maxConcurrentTickets: 5 })],
      'b',
      'least loaded: 2 of 5',
    ],
    [
      'least loaded, without a limit',
      { mode: 'least_loaded' },
      [member('a', { open: 3 })],
      'a',
      'least loaded: 3',
    ],
    [
      'least loaded: of equals who waited longest',
      { mode: 'least_loaded' },
      [member('a', { open: 2 }), member('b', { open: 2 })],
      'a',
      'least loaded: 2',
    ],
    [
      'skills: who is best',
      { mode: 'skills', requiredSkills: [skill('vpn', 2), skill('dns', 1)] },
      [
        member('a', { skills: [skill('vpn', 3), skill('dns', 1)] }),
        member('b', { skills: [skill('VPN', 2), skill('dns', 4)] }),
      ],
      'b',
      'skills: vpn 2, dns 4',
    ],
    [
      'skills that nobody asked for',
      { mode: 'skills' },
      [member('a'), member('b')],
      'a',
      'skills: none are asked for',
    ],
    [
      'any mode: who has the skills',
      { requiredSkills: [skill('vpn', 2)] },
      [member('a'), member('b', { skills: [skill('vpn', 1), skill('vpn', 2)] })],
      'b',
      'round robin: waited longest of 1',
    ],
    [
      'who is there',
      {},
      [member('a', { isAvailable: false }), member('b')],
      'b',
      'round robin: waited longest of 1',
    ],
    [
      'who has room by their own limit',
      {},
      [member('a', { open: 2, maxConcurrentTickets: 2 }), member('b')],
      'b',
      'round robin: waited longest of 1',
    ],
    [
      'who has room by that of the category',
      { maxPerAgent: 2 },
      [member('a', { open: 2 }), member('b', { open: 1 })],
      'b',
      'round robin: waited longest of 1',
    ],
    [
      'the head of the department',
      {},
      [
        member('a', {
          person: { id: 'a', roles: ['manager'], departmentId: null, headOf: ['it'] },
        }),
      ],
      'a',
      'round robin: waited longest of 1',
    ],
  ])('%s', (_title, ticket, members, userId, why) => {
    expect(chooseMember(waiting(ticket), members)).toEqual({ kind: 'given', userId, why })
  })

  it.each<[string, Partial<Waiting>, Member[]]>([
    ['no_member', {}, []],
    ['no_member', { departmentId: 'hr' }, [member('a')]],
    [
      'no_member',
      {},
      [member('a', { person: { id: 'a', roles: ['requester'], departmentId: 'it', headOf: [] } })],
    ],
    [
      'skills_missing',
      { requiredSkills: [skill('vpn', 3)] },
      [member('a', { skills: [skill('vpn', 2)] })],
    ],
    [
      'nobody_available',
      {},
      [member('a', { isAvailable: false, open: 2, maxConcurrentTickets: 2 })],
    ],
    [
      'all_full',
      {},
      [member('a', { open: 2, maxConcurrentTickets: 2 }), member('b', { isAvailable: false })],
    ],
    ['all_full', { maxPerAgent: 1 }, [member('a', { open: 2, maxConcurrentTickets: 5 })]],
  ])('nobody: %s', (why, ticket, members) => {
    expect(chooseMember(waiting(ticket), members)).toEqual({ kind: 'waits', why })
  })
})

const skills = fc.array(
  fc.record({ name: fc.constantFrom('vpn', 'dns'), level: fc.integer({ min: 1, max: 5 }) }),
  { maxLength: 2 },
)
const limit = fc.option(fc.integer({ min: 1, max: 4 }), { nil: null })
const members = fc
  .array(
    fc.record({
      isAvailable: fc.boolean(),
      skills,
      open: fc.integer({ min: 0, max: 5 }),
      maxConcurrentTickets: limit,
    }),
    { maxLength: 5 },
  )
  .map((all) => all.map((one, index) => member(`m${index}`, one)))
const queue = fc.array(
  fc
    .record({
      mode: fc.constantFrom(...ASSIGNMENT_MODES.filter((mode) => mode !== 'manual')),
      requiredSkills: skills,
      maxPerAgent: limit,
    })
    .map(waiting),
  { maxLength: 12 },
)

describe('a queue', () => {
  it('gives nobody a ticket beyond a limit, who is away, or without its skills', () => {
    fc.assert(
      fc.property(queue, members, (tickets, people) => {
        const open = new Map(people.map(({ person, open }) => [person.id, open]))
        routeQueue(tickets, people).forEach((choice, index) => {
          if (choice.kind === 'waits') return
          const found = people.find(({ person }) => person.id === choice.userId)
          const ticket = tickets[index]
          const has = open.get(choice.userId) ?? 0
          expect(found?.isAvailable).toBe(true)
          expect(has).toBeLessThan(found?.maxConcurrentTickets ?? 1_000)
          expect(has).toBeLessThan(ticket?.maxPerAgent ?? 1_000)
          for (const { name, level } of ticket?.requiredSkills ?? []) {
            expect(found?.skills.some((own) => own.name === name && own.level >= level)).toBe(true)
          }
          open.set(choice.userId, has + 1)
        })
      }),
    )
  })
  it('leaves none waiting whom somebody could take, and its beginning knows nothing of its end', () => {
    fc.assert(
      fc.property(queue, members, fc.nat(12), (tickets, people, length) => {
        const choices = routeQueue(tickets, people)
        expect(routeQueue(tickets.slice(0, length), people)).toEqual(choices.slice(0, length))
        const given = choices.filter((choice) => choice.kind === 'given')
        const after = people.map((one) => {
          const more = given.filter(({ userId }) => userId === one.person.id).length
          return { ...one, open: one.open + more }
        })
        choices.forEach((choice, index) => {
          const ticket = tickets[index]
          if (choice.kind === 'given' || ticket === undefined) return
          expect(chooseMember(ticket, after)).toEqual(choice)
        })
      }),
    )
  })
  it('goes by turns where all have the same', () => {
    const people = ['a', 'b', 'c'].map((id) => member(id))
    const choices = routeQueue(
      Array.from({ length: 6 }, () => waiting()),
      people,
    )
    expect(choices.map((choice) => choice.kind === 'given' && choice.userId)).toEqual([
      'a',
      'b',
      'c',
      'a',
      'b',
      'c',
    ])
  })
})
