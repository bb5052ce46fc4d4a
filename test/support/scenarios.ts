import fc from 'fast-check'
import type { TicketChange } from '../../src/domain/ticket/change.js'
import { type CommandName, isCommandName } from '../../src/domain/ticket/commands/index.js'
import { listDeadlines } from '../../src/domain/ticket/deadlines.js'
import { allowedCommands } from '../../src/domain/ticket/decider.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { isTerminal } from '../../src/domain/ticket/status.js'
import type { DueDeadline } from '../../src/domain/ticket/system-command-id.js'
import { findTicket, type ParentRows, type Target } from './parent.js'
import {
  act,
  type Choice,
  type Commit,
  fire,
  flag,
  type Promised,
  say,
  scenarioFacts,
} from './scenario-commits.js'
import { asUser, ticketIn, type Who } from './tickets.js'

export const WHO = [
  'requester',
  'moderator',
  'head',
  'assignee',
  'departmentAgent',
  'otherAgent',
  'approver',
] as const satisfies readonly Who[]
/** Picked seldom, or every scenario would be a short one. */
const ENDINGS: readonly CommandName[] = ['reject', 'withdraw', 'close', 'delete_sub_ticket']
/** At every so manieth pick: by chance alone they would hardly come where they matter. */
const FAVOURITES: readonly [every: number, name: CommandName][] = [
  [3, 'undo'],
  [7, 'complete'],
  [13, 'delete_sub_ticket'],
]
const MOST_SUB_TICKETS = 4
const MOST_FIRINGS = 100

export function listTargets({ subTickets }: ParentRows): Target[] {
  return ['parent', ...subTickets.keys()]
}

/** All that somebody may try now. */
function listChoices(rows: ParentRows, target: Target, at: string, pick: number): Choice[] {
  const state = findTicket(rows, target)
  return WHO.flatMap((who) => {
    const { actor, person } = asUser(who)
    const facts = scenarioFacts(who, rows, target)
    const names = allowedCommands(state, actor, person, { at, facts }).filter(isCommandName)
    return names.map((name) => ({
      who,
      name,
      target,
      pick,
    }))
  }).filter(({ name }) => name !== 'split' || rows.subTickets.length < MOST_SUB_TICKETS)
}

/** The earliest deadline of all tickets that is due by then. */
function findDue(
  rows: ParentRows,
  until: string,
): { target: Target; deadline: DueDeadline } | undefined {
  return listTargets(rows)
    .flatMap((target) =>
      listDeadlines(findTicket(rows, target)).map((deadline) => ({ target, deadline })),
    )
    .filter(({ deadline }) => deadline.at <= until)
    .sort((a, b) => (a.deadline.at < b.deadline.at ? -1 : 1))[0]
}

export interface Move {
  pick: number
  laterMs: number
}

/** At each step time passes, what is due fires, and somebody does something that is legal. */
export function runScenario(moves: readonly Move[], promised?: Promised): Commit[] {
  const commits: Commit[] = []
  let rows: ParentRows = {
    parent: ticketIn('submitted', { number: 'T-1', undo: null }),
    subTickets: [],
  }
  let now = '2026-01-01T00:00:00.000Z'
  const keep = (commit: Commit | undefined) => {
    if (commit === undefined) return
    commits.push(commit)
    rows = commit.after
  }
  for (const { pick, laterMs } of moves) {
    const until = new Date(Date.parse(now) + laterMs).toISOString()
    const most = commits.length + MOST_FIRINGS
    for (let due = findDue(rows, until); due !== undefined; due = findDue(rows, until)) {
      if (commits.length > most) throw new Error('the deadlines never end')
      now = due.deadline.at > now ? due.deadline.at : now
      keep(fire(rows, due.target, due.deadline, now, promised))
    }
    now = until
    keep(move(rows, pick, now, promised))
  }
  return commits
}

function move(
  rows: ParentRows,
  pick: number,
  at: string,
  promised: Promised | undefined,
): Commit | undefined {
  const mixed = Math.imul(pick, 0x9e3779b1) >>> 0
  const targets = listTargets(rows)
  const target = pick % 2 === 0 ? 'parent' : targets[mixed % targets.length]
  if (target === undefined) return undefined
  const isTalking = canBeSaidIn(findTicket(rows, target))
  const said = isTalking && pick % 11 === 0 ? say(rows, target, at) : undefined
  const asked = isTalking && pick % 6 === 1 ? say(rows, target, at, 'requester') : undefined
  if (said !== undefined || asked !== undefined) return said ?? asked
  if (pick % 37 === 0) return flag(rows, target, at)
  const all = listChoices(rows, target, at, pick)
  const going = all.filter(({ name }) => !ENDINGS.includes(name))
  const choices = pick % 5 === 0 || going.length === 0 ? all : going
  const favourite = FAVOURITES.find(([every]) => pick % every === 0)?.[1]
  const favoured = all.find(({ name }) => name === favourite)
  const chosen = favoured ?? choices[(mixed >>> 7) % Math.max(choices.length, 1)]
  return chosen === undefined ? undefined : act(rows, chosen, at, promised)
}

function canBeSaidIn({ status, deletedAt }: TicketState): boolean {
  return deletedAt === null && !isTerminal(status)
}

const MINUTES = 60_000
const DAYS = 86_400_000
const moves = fc.array(
  fc.record({
    pick: fc.nat({ max: 1_000_000 }),
    laterMs: fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 0, max: 30 * MINUTES }) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 4 * DAYS }) },
    ),
  }),
  { minLength: 5, maxLength: 40 },
)

/** A property of whole scenarios; the same seed generates the same ones. */
export function forAllScenarios(check: (commits: Commit[]) => void, seed?: number): void {
  forAllMoves((list) => check(runScenario(list)), { seed })
}

/** The same of what may be run more than once. */
export function forAllMoves(
  check: (moves: readonly Move[]) => void,
  { seed, runs: numRuns = 120 }: { seed?: number | undefined; runs?: number } = {},
): void {
  fc.assert(fc.property(moves, check), { numRuns, ...(seed === undefined ? {} : { seed }) })
}

/** One change of one ticket within a commit. */
export interface Change {
  before: TicketState | undefined
  change: TicketChange
  after: TicketState
}

export function listChanges({ before, changes }: Commit): Change[] {
  const known = new Map([before.parent, ...before.subTickets].map((one) => [one.id, one]))
  return changes.map((change) => ({
    before: known.get(change.state.id),
    change,
    after: change.state,
  }))
}

export function forAllChanges(check: (change: Change, commit: Commit) => void): void {
  forAllScenarios((commits) => {
    for (const commit of commits) for (const change of listChanges(commit)) check(change, commit)
  })
}
