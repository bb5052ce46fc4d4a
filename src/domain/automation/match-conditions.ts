import type { Condition, Conditions } from './conditions.js'
import type { FieldValue, Operator } from './fields.js'

/** What the fields have; one that is missing has nothing. */
export type Readings = ReadonlyMap<string, FieldValue>

/** Something as an event left it, and as the event found it; nothing was before the first one. */
export interface Moment {
  now: Readings
  before: Readings | null
}

export type Match = { matched: true } | { matched: false; failedCondition: Condition }

/** Compiled once for many moments. Of `any` the first condition is named where none holds. */
export function compileConditions({ all = [], any = [] }: Conditions): (moment: Moment) => Match {
  const needed = all.map(compile)
  const chosen = any.map(compile)
  return (moment) => {
    const failed = needed.find(({ holds }) => !holds(moment))
    if (failed !== undefined) return { matched: false, failedCondition: failed.condition }
    const [first] = chosen
    if (first === undefined || chosen.some(({ holds }) => holds(moment))) return { matched: true }
    return { matched: false, failedCondition: first.condition }
  }
}

function compile(condition: Condition) {
  const { field, op, value } = condition
  const operands = [value ?? []].flat().map(fold)
  const test = TESTS[op](operands)
  const holds = ({ now, before }: Moment) => test(read(now, field), before && read(before, field))
  return { condition, holds }
}

/** Texts compare without regard to capitals, and blanks alone are nothing. */
function fold<V extends FieldValue>(value: V) {
  return typeof value === 'string' ? value.trim().toLowerCase() : value
}

function read(readings: Readings, field: string): FieldValue {
  const value = readings.get(field) ?? null
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(fold)
  return value === '' ? null : fold(value)
}

type Operand = string | number | boolean
/** `before` is null where nothing was, too. */
type Test = (now: FieldValue, before: FieldValue) => boolean

const isAmong = (operands: readonly Operand[], value: FieldValue) =>
  operands.some((operand) => operand === value)

const hasAny = (operands: readonly Operand[], value: FieldValue) =>
  operands.some(
    (operand) =>
      typeof operand === 'string' &&
      (typeof value === 'string' || Array.isArray(value)) &&
      value.includes(operand),
  )

const measure =
  (holds: (now: number, operand: number) => boolean) =>
  ([operand]: readonly Operand[]): Test =>
  (now) =>
    typeof now === 'number' && holds(now, Number(operand))

const TESTS: Record<Operator, (operands: readonly Operand[]) => Test> = {
  eq: (operands) => (now) => isAmong(operands, now),
  ne: (operands) => (now) => !isAmong(operands, now),
  in: (operands) => (now) => isAmong(operands, now),
  not_in: (operands) => (now) => !isAmong(operands, now),
  contains: (operands) => (now) => hasAny(operands, now),
  not_contains: (operands) => (now) => !hasAny(operands, now),
  starts_with:
    ([operand]) =>
    (now) =>
      typeof now === 'string' && now.startsWith(String(operand)),
  gt: measure((now, operand) => now > operand),
  gte: measure((now, operand) => now >= operand),
  lt: measure((now, operand) => now < operand),
  lte: measure((now, operand) => now <= operand),
  is_set: () => (now) => now !== null,
  is_not_set: () => (now) => now === null,
  changed_to: (operands) => (now, before) => isAmong(operands, now) && !isAmong(operands, before),
  changed_from: (operands) => (now, before) => isAmong(operands, before) && !isAmong(operands, now),
}
