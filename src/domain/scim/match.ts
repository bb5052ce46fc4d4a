import { assertNever } from '../assert.js'
import type { Comparison, Filter, Operand } from './filter.js'
import type { AttributePath } from './path.js'

/** A resource, or one value of a list, as JSON has it. */
export type Members = Readonly<Record<string, unknown>>

/** Whether a resource, or one value of a list, meets a filter. */
export type Matcher = (members: Members) => boolean

/**
 * A filter as a test that is made once and then asked of many. What has no value meets `ne`, and is neither before nor
 * after anything.
 */
export function createMatcher(filter: Filter): Matcher {
  switch (filter.kind) {
    case 'and': {
      const all = filter.all.map(createMatcher)
      return (members) => all.every((one) => one(members))
    }
    case 'or': {
      const all = filter.all.map(createMatcher)
      return (members) => all.some((one) => one(members))
    }
    case 'not': {
      const one = createMatcher(filter.filter)
      return (members) => !one(members)
    }
    case 'present':
      return createSome(filter.path, () => true)
    case 'some': {
      const one = createMatcher(filter.filter)
      return createSome(filter.path, (value) => isMembers(value) && one(value))
    }
    case 'compare':
      return createComparison(filter)
    default:
      return assertNever(filter)
  }
}

/** How many comparisons it takes at most to ask it of one. */
export function countComparisons(filter: Filter): number {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.all.reduce((sum, one) => sum + countComparisons(one), 0)
    case 'not':
    case 'some':
      return 1 + countComparisons(filter.filter)
    case 'present':
    case 'compare':
      return 1
    default:
      return assertNever(filter)
  }
}

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A list as it is, one value as a list of one, and none where there is none. */
export function toList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  return value === undefined || value === null ? [] : [value]
}

/** Whether one of the values at the path is such a value. */
function createSome(path: AttributePath, test: (value: unknown) => boolean): Matcher {
  const { extension, attribute, sub } = path
  const isSuch =
    sub === undefined
      ? test
      : (value: unknown) => isMembers(value) && hasSome(value[sub.name], test)
  return (members) => {
    const holder = extension === undefined ? members : members[extension]
    return isMembers(holder) && hasSome(holder[attribute.name], isSuch)
  }
}

function hasSome(value: unknown, test: (value: unknown) => boolean): boolean {
  if (Array.isArray(value)) return value.some(test)
  return value !== undefined && value !== null && test(value)
}

type Compare = Extract<Filter, { kind: 'compare' }>

function createComparison({ path, op, operand }: Compare): Matcher {
  if (operand === null) {
    const isThere = createSome(path, () => true)
    return (members) => isThere(members) === (op === 'ne')
  }
  const { caseExact } = path.sub ?? path.attribute
  const fold = (value: unknown) =>
    typeof value === 'string' && caseExact !== true ? value.toLowerCase() : value
  const given = fold(operand)
  if (op === 'eq' || op === 'ne') {
    const isEqual = createSome(path, (value) => fold(value) === given)
    return op === 'eq' ? isEqual : (members) => !isEqual(members)
  }
  return createSome(path, (value) => compareTexts(op, String(fold(value)), String(given)))
}

function compareTexts(
  op: Exclude<Comparison, 'eq' | 'ne'>,
  value: string,
  operand: string,
): boolean {
  switch (op) {
    case 'co':
      return value.includes(operand)
    case 'sw':
      return value.startsWith(operand)
    case 'ew':
      return value.endsWith(operand)
    case 'gt':
      return value > operand
    case 'ge':
      return value >= operand
    case 'lt':
      return value < operand
    case 'le':
      return value <= operand
    default:
      return assertNever(op)
  }
}

/** The values that an element must have to meet it, where it says no more than that: `type eq "work"`. */
export function readEqualities(filter: Filter): Members | undefined {
  if (filter.kind === 'compare' && filter.op === 'eq') {
    return { [filter.path.attribute.name]: filter.operand satisfies Operand }
  }
  if (filter.kind !== 'and') return undefined
  const all = filter.all.map(readEqualities)
  return all.every((one) => one !== undefined) ? Object.assign({}, ...all) : undefined
}
