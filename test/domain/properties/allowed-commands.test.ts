import { describe, expect, it } from 'vitest'
import type { Command, CommandName } from '../../../src/domain/ticket/commands/index.js'
import { allowedCommands } from '../../../src/domain/ticket/decider.js'
import { exampleCommand, explain } from '../../../src/domain/ticket/explain.js'
import type { Facts } from '../../../src/domain/ticket/facts.js'
import { propose } from '../../../src/domain/ticket/propose.js'
import {
  countIds,
  findTicket,
  lockRows,
  type ParentRows,
  type Target,
} from '../../support/parent.js'
import { type Commit, SETTINGS, scenarioFacts } from '../../support/scenario-commits.js'
import { forAllScenarios, listTargets, WHO } from '../../support/scenarios.js'
import { asUser, command, IT, validCommand, type Who } from '../../support/tickets.js'

/** Organizations in which something is forbidden that others allow. */
const ORGANIZATIONS: readonly Partial<Facts>[] = [
  {},
  { settings: { ...SETTINGS, maxReopens: 0 } },
  { approvers: [] },
  { approvers: ['assignee', 'head'] },
  { approvers: ['approver', 'assignee'], settings: { ...SETTINGS, allowSelfApproval: true } },
]
/** Whatever comes with the command, these stay. */
const FINAL = [
  'forbidden',
  'finance_only',
  'invalid_transition',
  'parent_closed',
  'nothing_to_undo',
]

interface Case {
  rows: ParentRows
  target: Target
  who: Who
  at: string
  facts: Facts
}

/** Contents that somebody might give the command here, a good one among them. */
function listContents(name: CommandName, { rows, target, who, at, facts }: Case): Command[] {
  const { actor } = asUser(who)
  const state = findTicket(rows, target)
  const plain = validCommand(name, state, actor) as Command // one of them
  const ideal = exampleCommand(name, state, actor, { at, facts })
  const named = { departmentId: IT, assigneeId: 'head' }
  const toSomebody = command(name, actor, { ...plain.payload, ...named }, plain.textsGiven)
  return [...(name === 'split' ? [] : [ideal]), plain, toSomebody as Command]
}

/** Why every content is refused; undefined where one is not. */
function judge(name: CommandName, one: Case): string | undefined {
  const { rows, target, at, facts } = one
  let code: string | undefined
  for (const sent of listContents(name, one)) {
    const locked = lockRows(rows, target, [name])
    const proposal = propose(locked, sent, { at, facts }, countIds(rows))
    if (proposal.kind !== 'refused') return undefined
    code = proposal.refusal.code
    if (FINAL.includes(code)) break
  }
  return code
}

/** Everybody on every ticket in every organization would take too long: each commit has its own share of them. */
function* listCases(commits: readonly Commit[], story: number): Generator<Case> {
  for (const [index, { after: rows, at }] of commits.entries()) {
    const n = story + index
    const targets = listTargets(rows)
    const target = targets[n % targets.length] ?? 'parent'
    if (findTicket(rows, target).deletedAt !== null) continue
    const organization = ORGANIZATIONS[n % ORGANIZATIONS.length]
    const who = n % 2 === 0 ? 'moderator' : (WHO[(n >>> 1) % WHO.length] ?? 'moderator')
    const facts = { ...scenarioFacts(who, rows, target), ...organization }
    yield { rows, target, who, at, facts }
  }
}

const RARE = [
  'parent_closed of closed',
  'reopen_limit of closed',
  'no_approver of in_progress',
  'undo_superseded of closed',
  'request_pending of closed',
]

describe('what a person is offered', () => {
  it('is what they may do: what is named is accepted, and nothing else; explaining agrees', () => {
    const met = new Set<string>()
    let stories = 0
    const check = (one: Case) => {
      const { rows, target, who, at, facts } = one
      const { actor, person } = asUser(who)
      const state = findTicket(rows, target)
      const named = allowedCommands(state, actor, person, { at, facts })
      for (const { command: name, allowed, code } of explain(state, actor, { at, facts })
        .commands) {
        if (name === 'save_draft') continue // no ticket of a story is a draft
        const refused = judge(name, one)
        const isNamed = named.includes(name)
        // whom it goes to is content: another choice may be good
        const isExplained = code === 'no_assignee' || allowed === isNamed
        met.add(`${refused} of ${state.status}`)
        if (isNamed === (refused === undefined) && isExplained) continue
        const codes = `refused as ${refused}, explained as ${code}`
        expect.fail(`${name} of ${state.number}, ${state.status}, by ${who}: ${codes}`)
      }
    }
    // few stories have all of it: more are told until one does
    for (let round = 0; RARE.some((code) => !met.has(code)) && round < 20; round += 1)
      forAllScenarios((commits) => {
        stories += 1
        for (const one of listCases(commits, stories)) check(one)
      })
    expect(RARE.filter((code) => !met.has(code))).toEqual([])
  })
})
