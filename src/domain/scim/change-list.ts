import type { Budget } from './budget.js'
import { coerce } from './coerce.js'
import type { Filter } from './filter.js'
import {
  countComparisons,
  createMatcher,
  isMembers,
  type Members,
  readEqualities,
  toList,
} from './match.js'
import type { AttributePath } from './path.js'
import { refuseScim } from './refusals.js'
import { type Attribute, findNamed } from './schema.js'

/** A changed element is a copy, which costs as much as so many comparisons. */
const WRITING = 5

export interface PatchOperation {
  op: 'add' | 'replace' | 'remove'
  path?: string | undefined
  value?: unknown
}

export type Change = Pick<PatchOperation, 'op' | 'value'>

/** What an operation changes: one attribute, or a part of it, of all its values or of those that meet a filter. */
export interface Target extends AttributePath {
  filter: Filter | undefined
}

type Elements = readonly Members[]

/** The values of a list after it; undefined for none. Throws `invalidValue`, `noTarget`, `tooMany`. */
export function changeList(
  attribute: Attribute,
  before: Elements,
  target: Target,
  operation: Change,
  budget: Budget,
) {
  const comparisons = target.filter === undefined ? 0 : countComparisons(target.filter)
  budget.spend(before.length * (1 + comparisons))
  const after =
    target.filter === undefined && target.sub === undefined
      ? changeWholeList(attribute, before, operation)
      : changeSelected(attribute, before, target, operation, budget)
  if (after.length === 0) return undefined
  return findNamed(attribute.subAttributes, 'primary') ? keepOnePrimary(before, after) : after
}

function changeWholeList(attribute: Attribute, before: Elements, { op, value }: Change): Elements {
  const given = toList(coerce(attribute, value)).filter(isMembers)
  if (op === 'replace') return given
  const named = new Set(given.map(({ value: key }) => key))
  const others = before.filter(({ value: key }) => !named.has(key))
  if (op === 'add') return [...others, ...new Map(given.map((one) => [one.value, one])).values()]
  return value === undefined || value === null ? [] : others // a removal that names values takes these away
}

function changeSelected(
  attribute: Attribute,
  before: Elements,
  target: Target,
  { op, value }: Change,
  budget: Budget,
) {
  const { filter, sub } = target
  const isSelected = filter === undefined ? () => true : createMatcher(filter)
  if (op === 'remove' && (sub === undefined || sub.name === 'value')) {
    return before.filter((one) => !isSelected(one))
  }
  budget.spend(before.length * WRITING)
  const set = createSetting(attribute, sub, { op, value })
  let isMet = false
  const after = before.map((one) => {
    if (!isSelected(one)) return one
    isMet = true
    return set(one)
  })
  return op === 'remove' || isMet ? after : [...before, set(beginElement(attribute, filter))]
}

/** What becomes of one element. */
function createSetting(
  attribute: Attribute,
  sub: Attribute | undefined,
  { op, value }: Change,
): (one: Members) => Members {
  if (sub === undefined) {
    const part = coercePart(attribute, value)
    return (one) => ({ ...one, ...part })
  }
  const given = op === 'remove' ? undefined : coerce(sub, value)
  return (one) => withMember(one, sub.name, given)
}

function coercePart(attribute: Attribute, value: unknown): Members {
  const [part] = toList(coerce(attribute, value))
  return isMembers(part) ? part : {}
}

/** Directories give a person their first address of work by writing to the one of work that there is. */
function beginElement({ name }: Attribute, filter: Filter | undefined): Members {
  const begun = filter === undefined ? {} : readEqualities(filter)
  if (begun === undefined || 'value' in begun) {
    return refuseScim('noTarget', `None of ${name} is meant by the path.`)
  }
  return begun
}

/** Of a list at most one is primary: the one that was made so last. */
function keepOnePrimary(before: Elements, after: Elements): Elements {
  const primary = after.filter((one) => one.primary === true)
  const made = primary.filter((one) => !before.includes(one)).at(-1) ?? primary.at(0)
  return after.map((one) =>
    one.primary === true && one !== made ? { ...one, primary: false } : one,
  )
}

export function withMember(holder: Members, name: string, value: unknown): Members {
  if (value !== undefined) return { ...holder, [name]: value }
  const { [name]: _before, ...others } = holder
  return others
}
