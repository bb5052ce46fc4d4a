import type { Comparison } from '../../domain/scim/filter.js'

/** What an attribute is in SQL; every text here is fixed, and what a caller gives is a value beside it. */
export interface Column {
  /** An expression; a text of no characters is none. */
  sql: string
  kind: 'folded' | 'exact' | 'boolean' | 'instant'
  /** Another way to say that it equals a value, by an index. */
  equals?: (placeholder: string) => string
}

/** A list that is other rows: whether one of them meets a condition on its columns. */
export interface ListColumn {
  exists: (condition: string) => string
  columns: Readonly<Record<string, Column>>
}

/** By name of the attribute, `emails.value` for a part, the schema before it where it is no part of the resource's own. */
export interface Columns {
  plain: Readonly<Record<string, Column>>
  lists: Readonly<Record<string, ListColumn>>
}

export const OPERATORS: Record<
  Exclude<Comparison, 'eq' | 'ne'>,
  (column: string, placeholder: string) => string
> = {
  co: (column, p) => `strpos(${column}, ${p}) > 0`,
  sw: (column, p) => `starts_with(${column}, ${p})`,
  ew: (column, p) => `right(${column}, length(${p})) = ${p}`,
  gt: (column, p) => `${column} > ${p}`,
  ge: (column, p) => `${column} >= ${p}`,
  lt: (column, p) => `${column} < ${p}`,
  le: (column, p) => `${column} <= ${p}`,
}

/** What is no id is nobody's. */
export const hasId = (column: string) => (p: string) => `${column} = parse_uuid(${p}::text)`
