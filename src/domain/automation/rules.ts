import type { Actor, Caused } from '../people.js'
import { commandRule, isCommandName } from '../ticket/commands/index.js'
import type { Action } from './actions.js'
import type { Conditions } from './conditions.js'
import { compileConditions, type Match, type Moment } from './match-conditions.js'
import type { Trigger } from './timers.js'

export interface Rule {
  id: string
  version: number
  name: string
  trigger: Trigger
  conditions: Conditions
  actions: Action[]
  stopOnMatch: boolean
}

export interface CompiledRule extends Rule {
  match: (moment: Moment) => Match
}

export function compileRule(rule: Rule): CompiledRule {
  return { ...rule, match: compileConditions(rule.conditions) }
}

/** What rules cause may have rules act again, so deep and no deeper. */
export const MOST_DEPTH = 5
/** No rule acts on one ticket more often within an hour. */
export const MOST_ACTS = 10

/** Why a rule that matched does not act: it would go round and round. */
export type Cut = 'rule_depth' | 'rule_rate'

export interface RuleRun {
  rule: CompiledRule
  match: Match
  cut: Cut | null
}

export interface Happening {
  event: string
  depth: number
  moment: Moment
  /** How often a rule has acted on this ticket within the hour. */
  countActs: (ruleId: string) => number
}

/** The rules that an event concerns, in their order, each once; one that matches may be the last. */
export function runRules(
  rules: readonly CompiledRule[],
  { event, depth, moment, countActs }: Happening,
): RuleRun[] {
  const runs: RuleRun[] = []
  for (const rule of rules) {
    if (rule.trigger.event !== event) continue
    const run = runRule(rule, { depth, moment, countActs })
    runs.push(run)
    if (run.match.matched && rule.stopOnMatch) break
  }
  return runs
}

/** One rule, asked whatever it is for. */
export function runRule(
  rule: CompiledRule,
  { depth, moment, countActs }: Omit<Happening, 'event'>,
): RuleRun {
  const match = rule.match(moment)
  const cut = match.matched ? findCut(depth, countActs(rule.id)) : null
  return { rule, match, cut }
}

function findCut(depth: number, acts: number): Cut | null {
  if (depth > MOST_DEPTH) return 'rule_depth'
  return acts >= MOST_ACTS ? 'rule_rate' : null
}

/** How deep what this actor does has rules act: what people and timers do is the first cause. */
export function nextDepth(actor: Actor): number {
  return actor.kind === 'system' && actor.for?.by === 'rule' ? actor.for.depth + 1 : 1
}

/** The action of which whatever follows from an event is part: itself, where it can be undone, or what it is part of. */
export function findCause({
  type,
  seq,
  causedBy,
  undoUntil,
}: {
  type: string
  seq: number
  causedBy: number | null
  undoUntil: string | null
}): Caused {
  if (causedBy !== null) return { causedBy }
  const isUndoable = isCommandName(type) && commandRule(type).undoable === true
  return isUndoable && undoUntil !== null ? { causedBy: seq } : {}
}
