import { DEFAULT_POLICY } from '../../src/domain/approval/policy.js'
import type { Actor, Person } from '../../src/domain/people.js'
import type { Settings } from '../../src/domain/settings.js'
import type { KnownCalendar } from '../../src/domain/sla/calendar.js'
import type { DeclaredFact, Facts, Surroundings } from '../../src/domain/ticket/facts.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import type { Random } from './random.js'

export const DEPARTMENT = 'it'
export const PEOPLE = ['requester', 'moderator', 'head', 'agent', 'approver'] as const
export type Who = (typeof PEOPLE)[number]

const ROLES: Record<Who, Person['roles']> = {
  requester: ['requester'],
  moderator: ['moderator', 'approver'],
  head: ['agent', 'approver'],
  agent: ['agent'],
  approver: ['approver'],
}

const NORMAL = { id: 'n', priority: 'normal', resolution: 'P3D', isDefault: true } as const
/** A few hours of most days, by clocks that are set forth in the midst of a story. */
const CALENDAR: KnownCalendar = {
  id: 'c',
  version: 1,
  hours: {
    mon: [
      ['09:00', '12:00'],
      ['13:00', '17:30'],
    ],
    tue: [['00:00', '24:00']],
    wed: [['08:00', '20:00']],
    fri: [['22:00', '24:00']],
    sat: [['00:00', '06:00']],
  },
  holidays: ['2026-01-07'],
  offsets: [
    { fromMs: Date.parse('2025-01-01'), offsetMs: 0 },
    { fromMs: Date.parse('2026-01-06T01:00:00Z'), offsetMs: 1_800_000 },
  ],
}
const URGENT = { id: 'u', priority: 'urgent', resolution: 'PT4H', isDefault: true } as const

const [STEP] = DEFAULT_POLICY.steps
const ESCALATED = { escalateAfter: 'P2D', escalateTo: ['moderator'] }
const TWO_STEPS: Settings['approvalPolicy'] = {
  steps: [
    {
      name: 'Head',
      approvers: ['head', 'approver'],
      delegates: [{ userId: 'moderator', for: 'head', from: null, to: null }],
      mode: 'any' as const,
    },
    { name: 'Both', approvers: ['approver', 'head'], mode: 'all' as const },
  ].map((own) => ({ ...required(STEP), ...ESCALATED, ...own })),
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the default policy has a step')
  return value
}

/** The people and settings of one story: the facts, which change between a command and its commit. */
export class Organization {
  readonly #settings: Partial<Settings>
  readonly #gone = new Set<Who>()
  readonly #policies: Facts['policies']
  #headId: Who | null = 'head'
  #people: Record<string, Person> = {}
  #facts: Omit<Facts, 'actor' | 'openSubTickets' | keyof Surroundings>
  #approvers: string[] = []

  constructor(random: Random) {
    this.#settings = {
      undoWindow: random.happens(0.5) ? 'P4D' : 'PT15M',
      autoCloseAfter: random.happens(0.7) ? 'P3D' : null,
      acknowledgeWithin: random.happens(0.8) ? 'P1D' : null,
      allowSelfApproval: random.happens(0.2),
      closurePolicy: random.happens(0.2) ? 'requester' : 'moderator',
      ...(random.happens(0.5) ? { approvalPolicy: TWO_STEPS } : {}),
    }
    const isByCalendar =
      this.#settings.autoCloseAfter === null || this.#settings.closurePolicy === 'requester'
    this.#policies = [
      {
        ...NORMAL,
        firstResponse: random.happens(0.3) ? 'PT8H' : null,
        calendar: isByCalendar ? { id: CALENDAR.id, version: CALENDAR.version } : null,
      },
      { ...URGENT, firstResponse: null, calendar: null },
    ]
    this.#facts = this.#read()
  }

  /** An account goes or comes back, or the department's head does. */
  change(random: Random): string {
    if (random.happens(0.4)) {
      this.#headId = this.#headId === null ? 'head' : null
      this.#facts = this.#read()
      return `the department's head is ${this.#headId ?? 'nobody'}`
    }
    const who = random.pick(random.happens(0.7) ? [...this.#gone] : PEOPLE) ?? 'agent'
    const isGone = this.#gone.has(who)
    if (isGone) this.#gone.delete(who)
    else this.#gone.add(who)
    this.#facts = this.#read()
    return `${who} ${isGone ? 'comes back' : 'goes'}`
  }

  /** As `person_facts`: null for somebody who is gone. */
  findPerson(actor: Actor): Person | null {
    return actor.kind === 'user' ? (this.#people[actor.id] ?? null) : null
  }

  /** As `command_facts`, with more people than are named, which changes no decision. */
  readFacts(
    actor: Actor,
    needs: readonly DeclaredFact[],
    readOpenSubTickets: () => Facts['openSubTickets'],
  ): Omit<Facts, keyof Surroundings> {
    return {
      ...this.#facts,
      actor: this.findPerson(actor),
      openSubTickets: needs.includes('openSubTickets') ? readOpenSubTickets() : [],
    }
  }

  /** As reads select them beside the row. */
  readSurroundings(parent: TicketState | null): Surroundings {
    return { parent, settings: this.#settings, approvers: this.#approvers }
  }

  #read(): Omit<Facts, 'actor' | 'openSubTickets' | keyof Surroundings> {
    const present = PEOPLE.filter((who) => !this.#gone.has(who))
    this.#people = Object.fromEntries(present.map((who) => [who, this.#describe(who)]))
    this.#approvers = present.filter((who) => ROLES[who].includes('approver'))
    return {
      departments: { [DEPARTMENT]: { headId: this.#headId, handlesFinance: true } },
      people: this.#people,
      categories: {},
      unknownIds: {},
      policies: this.#policies,
      calendars: [CALENDAR],
      draft: { title: 'Title', description: 'Description' },
      files: null,
    }
  }

  #describe(who: Who): Person {
    const isMember = who === 'head' || who === 'agent'
    return {
      id: who,
      roles: ROLES[who],
      departmentId: isMember ? DEPARTMENT : null,
      headOf: who === this.#headId ? [DEPARTMENT] : [],
      financeDepartmentIds: [DEPARTMENT],
      groupIds: [],
      permissions: [],
    }
  }
}
