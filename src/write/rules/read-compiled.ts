import { type CompiledRule, compileRule } from '../../domain/automation/rules.js'
import { readActiveRules } from '../../read/rules/active.js'
import type { ListenerTransaction } from '../listeners/listener.js'
import type { Active } from './arm.js'

const MOST_COMPILED = 10_000

/** A version of a rule is compiled once in a process. */
const known = new Map<string, CompiledRule>()

/** The rules of an organization that are on, in their order. */
export async function readCompiledRules(transaction: ListenerTransaction): Promise<Active[]> {
  const rules = await readActiveRules(transaction)
  return rules.map((rule) => {
    const key = `${rule.id}/${rule.version}`
    if (known.size >= MOST_COMPILED) known.clear()
    const compiled = known.get(key) ?? compileRule(rule)
    known.set(key, compiled)
    return { ...compiled, ...rule }
  })
}
