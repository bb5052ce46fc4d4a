import { isAssignable, type Person } from '../people.js'
import type { Priority } from '../ticket/status.js'
import type { AssignmentMode } from './assignment.js'
import { findLimit, isFull } from './load.js'

export interface Skill {
  name: string
  level: number
}

/** Somebody of a group, as whoever gives its tickets sees them. */
export interface Member {
  person: Pick<Person, 'id' | 'roles' | 'departmentId' | 'headOf'>
  isAvailable: boolean
  /** Their own, and what they have in this group. */
  skills: readonly Skill[]
  open: number
  maxConcurrentTickets: number | null
}

/** A ticket in a group's queue, and how it finds somebody. */
export interface Waiting {
  priority: Priority
  departmentId: string
  mode: Exclude<AssignmentMode, 'manual'>
  requiredSkills: readonly Skill[]
  maxPerAgent: number | null
}

/** Why nobody has it: none of the group could work on it, none can do what it asks for, none is there, none has room. */
export const WAIT_REASONS = ['no_member', 'skills_missing', 'nobody_available', 'all_full'] as const
export type WaitReason = (typeof WAIT_REASONS)[number]

export type Choice =
  | { kind: 'given'; userId: string; why: string }
  | { kind: 'waits'; why: WaitReason }

/** Who gets the ticket; `members` begins with the one who has waited longest for another. */
export function chooseMember(ticket: Waiting, members: readonly Member[]): Choice {
  const fit = members.filter(({ person }) => isAssignable(person, ticket.departmentId))
  if (fit.length === 0) return { kind: 'waits', why: 'no_member' }
  const able = fit.filter((member) => hasSkills(member, ticket))
  if (able.length === 0) return { kind: 'waits', why: 'skills_missing' }
  const present = able.filter(({ isAvailable }) => isAvailable)
  if (present.length === 0) return { kind: 'waits', why: 'nobody_available' }
  const free = present.filter((member) => !isFull(readLoad(member, ticket)))
  const [first, ...others] = free
  if (first === undefined) return { kind: 'waits', why: 'all_full' }
  const { score, explain } = WAYS[ticket.mode]
  const isBetter = (one: Member, other: Member) => score(other, ticket) > score(one, ticket)
  const best = others.reduce((one, other) => (isBetter(one, other) ? other : one), first)
  return { kind: 'given', userId: best.person.id, why: explain(ticket, best, free.length) }
}

/**
 * What becomes of a queue, from its first ticket on: each choice counts for the next one, and one that nobody can take
 * keeps no other waiting.
 */
export function routeQueue(queue: readonly Waiting[], members: readonly Member[]): Choice[] {
  let line = members
  return queue.map((ticket) => {
    const choice = chooseMember(ticket, line)
    if (choice.kind === 'given') line = moveToEnd(line, choice.userId)
    return choice
  })
}

/** Whoever got a ticket has one more, and is the last in line. */
export function moveToEnd(line: readonly Member[], userId: string): Member[] {
  const others = line.filter(({ person }) => person.id !== userId)
  const given = line.filter(({ person }) => person.id === userId)
  return [...others, ...given.map((member) => ({ ...member, open: member.open + 1 }))]
}

function readLoad({ open, maxConcurrentTickets }: Member, { maxPerAgent }: Waiting) {
  return { open, maxConcurrentTickets, maxPerAgent }
}

function levelIn({ skills }: Member, name: string): number {
  const levels = skills.filter((skill) => isSame(skill.name, name)).map(({ level }) => level)
  return Math.max(0, ...levels)
}

function isSame(name: string, other: string): boolean {
  return name.toLowerCase() === other.toLowerCase()
}

function hasSkills(member: Member, { requiredSkills }: Waiting): boolean {
  return requiredSkills.every(({ name, level }) => levelIn(member, name) >= level)
}

interface Way {
  /** The higher the better; of equals whoever has waited longest gets it. */
  score: (member: Member, ticket: Waiting) => number
  /** As history tells it. */
  explain: (ticket: Waiting, member: Member, free: number) => string
}

const WAYS: Record<Waiting['mode'], Way> = {
  round_robin: {
    score: () => 0,
    explain: (_ticket, _member, free) => `round robin: waited longest of ${free}`,
  },
  priority_queue: {
    score: () => 0,
    explain: ({ priority }, _member, free) =>
      `priority queue: ${priority}, waited longest of ${free}`,
  },
  least_loaded: {
    score: ({ open }) => -open,
    explain: (ticket, member) => `least loaded: ${describeLoad(ticket, member)}`,
  },
  skills: {
    score: (member, { requiredSkills }) =>
      requiredSkills.reduce((sum, { name }) => sum + levelIn(member, name), 0),
    explain: (ticket, member) => `skills: ${describeSkills(ticket, member)}`,
  },
}

function describeLoad(ticket: Waiting, member: Member): string {
  const limit = findLimit(readLoad(member, ticket))
  return limit === null ? `${member.open}` : `${member.open} of ${limit}`
}

function describeSkills({ requiredSkills }: Waiting, member: Member): string {
  if (requiredSkills.length === 0) return 'none are asked for'
  return requiredSkills.map(({ name }) => `${name} ${levelIn(member, name)}`).join(', ')
}
