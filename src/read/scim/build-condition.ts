import type { Values } from '../../database/values.js'
import { assertNever } from '../../domain/assert.js'
import type { Comparison, Filter, Operand } from '../../domain/scim/filter.js'
import type { AttributePath } from '../../domain/scim/path.js'
import { refuseScim } from '../../domain/scim/refusals.js'
import { type Column, type Columns, type ListColumn, OPERATORS } from './columns.js'

/**
 * A filter as a condition of SQL. Its texts are those of `columns`, and what the caller gave are values beside it. What has
 * no value is unknown to SQL, and a filter knows it: so is it made false where it is turned round.
 */
export function buildCondition(filter: Filter, columns: Columns, values: Values): string {
  const build = (one: Filter) => buildCondition(one, columns, values)
  switch (filter.kind) {
    case 'and':
      return `(${filter.all.map(build).join(' AND ')})`
    case 'or':
      return `(${filter.all.map((one) => `(${build(one)}) IS TRUE`).join(' OR ')})`
    case 'not':
      return `(${build(filter.filter)}) IS NOT TRUE`
    case 'present':
      return buildPresence(filter.path, columns)
    case 'some':
      return buildSome(filter.path, filter.filter, columns, values)
    case 'compare':
      return buildComparison(filter, columns, values)
    default:
      return assertNever(filter)
  }
}

/** Whether an index leads to the few rows that meet it. */
export function isLookup(filter: Filter, { plain }: Columns): boolean {
  if (filter.kind === 'and') return filter.all.some((one) => isLookup(one, { plain, lists: {} }))
  if (filter.kind !== 'compare' || filter.op !== 'eq' || filter.operand === null) return false
  return plain[nameColumn(filter.path)]?.equals !== undefined
}

function nameColumn({ extension, attribute, sub }: AttributePath): string {
  const name = sub === undefined ? attribute.name : `${attribute.name}.${sub.name}`
  return extension === undefined ? name : `${extension}:${name}`
}

function refuseUnknown(path: AttributePath): never {
  return refuseScim('invalidFilter', `${nameColumn(path)} is nothing to filter by.`)
}

/** A whole that has parts is there when one of them is. */
function buildPresence(path: AttributePath, columns: Columns): string {
  const list = columns.lists[path.attribute.name]
  if (list !== undefined && path.extension === undefined) return list.exists('true')
  const own = columns.plain[nameColumn(path)]
  if (own !== undefined) return isThere(own)
  const parts = Object.entries(columns.plain).filter(([name]) =>
    name.startsWith(`${nameColumn(path)}.`),
  )
  if (parts.length === 0) return refuseUnknown(path)
  return `(${parts.map(([, part]) => isThere(part)).join(' OR ')})`
}

function isThere({ sql }: Column): string {
  return `(${sql}) IS NOT NULL`
}

/** Of lists with one value at most the parts are columns of their own. */
function buildSome(path: AttributePath, inner: Filter, columns: Columns, values: Values): string {
  const { name } = path.attribute
  const list = columns.lists[name]
  if (list !== undefined) {
    const own = { plain: list.columns, lists: {} }
    return list.exists(`(${buildCondition(inner, own, values)}) IS TRUE`)
  }
  const parts = Object.entries(columns.plain).filter(([key]) => key.startsWith(`${name}.`))
  if (parts.length === 0) return refuseUnknown(path)
  const plain = Object.fromEntries(parts.map(([key, part]) => [key.slice(name.length + 1), part]))
  const condition = buildCondition(inner, { plain, lists: {} }, values)
  return `(${buildPresence(path, columns)} AND (${condition}) IS TRUE)`
}

type Compare = Extract<Filter, { kind: 'compare' }>

function buildComparison({ path, op, operand }: Compare, columns: Columns, values: Values): string {
  const list: ListColumn | undefined = columns.lists[path.attribute.name]
  const part = list?.columns[path.sub?.name ?? '']
  if (list !== undefined && part !== undefined) {
    // of many values one must, and for `ne` none may equal it
    if (operand === null) return `${op === 'eq' ? 'NOT ' : ''}${list.exists('true')}`
    const isTurned = op === 'ne'
    const condition = compare(part, isTurned ? 'eq' : op, operand, values)
    return `${isTurned ? 'NOT ' : ''}${list.exists(condition)}`
  }
  const column = columns.plain[nameColumn(path)]
  return column === undefined ? refuseUnknown(path) : compare(column, op, operand, values)
}

function compare(column: Column, op: Comparison, operand: Operand, values: Values): string {
  if (operand === null) return `(${column.sql}) IS ${op === 'eq' ? '' : 'NOT '}NULL`
  const { sql, equals } = column
  if (op === 'eq' && equals !== undefined) return equals(values.add(operand))
  const [left, right] = castBoth(column, sql, operand, values)
  if (op === 'eq') return `${left} = ${right}`
  if (op === 'ne') return `${left} IS DISTINCT FROM ${right}`
  if (column.kind === 'instant' && ['co', 'sw', 'ew'].includes(op)) {
    return refuseScim('invalidFilter', 'An instant is before, after or equal to another.')
  }
  return OPERATORS[op](left, right)
}

function castBoth({ kind }: Column, sql: string, operand: Exclude<Operand, null>, values: Values) {
  switch (kind) {
    case 'folded':
      return [`lower(${sql}) COLLATE "C"`, `lower(${values.add(operand)}::text)`] as const
    case 'exact':
      return [`(${sql}) COLLATE "C"`, `${values.add(operand)}::text`] as const
    case 'boolean':
      return [`(${sql})`, `${values.add(operand)}::boolean`] as const
    case 'instant':
      return [
        `date_trunc('milliseconds', ${sql})`,
        `${values.add(readInstant(operand))}::timestamptz`,
      ] as const
    default:
      return assertNever(kind)
  }
}

function readInstant(operand: string | boolean): string {
  const ms = Date.parse(String(operand))
  if (Number.isNaN(ms)) return refuseScim('invalidFilter', `${operand} is no instant.`)
  const instant = new Date(ms).toISOString()
  return /^\d{4}-/.test(instant) ? instant : refuseScim('invalidFilter', 'The instant is too far.')
}
