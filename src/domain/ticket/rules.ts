import type { CommandName } from './commands.js'
import type { EventType } from './events.js'
import { REVIEW_RULES } from './rules/review.js'
import type { Rule } from './rules/rule.js'
import { SYSTEM_RULES } from './rules/system.js'
import { WAITING_RULES } from './rules/waiting.js'
import { WORK_RULES } from './rules/work.js'

/** The lifecycle, once: decide, the documents, the OpenAPI texts and the table test all read it here. */
export const RULES = {
  ...REVIEW_RULES,
  ...WORK_RULES,
  ...WAITING_RULES,
  ...SYSTEM_RULES,
} as const satisfies Record<CommandName, Rule>

export const COMMAND_NAMES = Object.keys(RULES) as CommandName[] // keys of a Record<CommandName, …>

export function commandRule(name: CommandName): Rule {
  return RULES[name]
}

/** Commands that people (and operators) send; the rest are the system's own. */
export const PEOPLE_COMMANDS: readonly CommandName[] = COMMAND_NAMES.filter((name) =>
  commandRule(name).who.some((who) => who !== 'system'),
)

/** Without revision or history item, and never what an undo is superseded by. */
export function isFact(type: EventType): boolean {
  return type === 'first_response' || (isCommand(type) && commandRule(type).fact === true)
}

/** Drafts' edits, a sub-ticket's beginning and what it does to its parent are events of no command of their own. */
export function isCommand(type: EventType): type is EventType & CommandName {
  return Object.hasOwn(RULES, type)
}
