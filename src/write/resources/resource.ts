import { refuseMissing } from '../../domain/errors.js'
import type { Catalogue } from '../../read/catalogue.js'
import type { Change } from './change-facts.js'

export type Members = Record<string, unknown>

/** As the contract shows it. */
export interface Shown {
  id: string
}

/** A kind of thing that admins keep: where it lies, and its own rules. What all kinds have in common stands beside this. */
export interface Resource<View extends Shown = Shown, Body extends object = object>
  extends Catalogue {
  /** What audit entries call it. */
  entity: string
  /** What refusals call it. */
  noun: string
  /** The columns of its own row, by the members of a body. */
  columns: { readonly [M in keyof Body]?: string }
  /**
   * Refuses what can't be. `before` is what is there, undefined for what is new. What it gives is written as if it had
   * been given, too.
   */
  judge?(change: Change, given: Partial<Body>, before: View | undefined): Promise<Partial<Body>>
  /** Writes what lies in other rows, after its own; `before` as above. */
  relate?(change: Change, id: string, given: Partial<Body>, before: View | undefined): Promise<void>
  /** Before it is deleted: refuses, or writes what lies in other rows. */
  retire?(change: Change, view: View, options: Members): Promise<void>
  /** Before it is restored, likewise. */
  revive?(change: Change, view: View): Promise<void>
  /** Each change of one makes a version, kept for whatever began under it; no two have the same name. */
  isVersioned?: true
  /** Versioned, and several may have the same name all the same. */
  sharesNames?: true
  /** What a version of it holds; what is shown of it, when left out. */
  define?(change: Change, view: View): Promise<object>
}

/** What is written of what was given: the values by column, and the SQL that takes them from a JSON object `$3`. */
export function toColumns({ columns }: Resource, given: object) {
  const own = Object.entries(columns as Record<string, string>) // those that are there have a name
  const values = new Map(Object.entries(given))
  return {
    json: JSON.stringify(
      Object.fromEntries(own.map(([member, name]) => [name, values.get(member)])),
    ),
    names: own.map(([, name]) => name).join(', '),
    taken: own.map(([, name]) => `given.${name}`).join(', '),
  }
}

/** Which one, and which version of it was read, where that matters. */
export interface Named {
  id: string
  ifMatch?: number | undefined
}

interface Found {
  view: Shown
  isDeleted: boolean
}

/** As it is, deleted or not; undefined where there is none. */
export async function findResource(
  { query }: Pick<Change, 'query'>,
  { table, alias, select }: Resource,
  id: string,
): Promise<Found | undefined> {
  const [row] = await query<Found>(
    `SELECT to_jsonb(shown) - 'isDeleted' AS view, shown."isDeleted" FROM (
       SELECT ${select}, ${alias}.deleted_at IS NOT NULL AS "isDeleted" FROM ${table} ${alias}
       WHERE ${alias}.organization_id = $1 AND ${alias}.id = $2) shown`,
    [id],
  )
  return row
}

/** Throws `not_found` for what is not there, or was deleted. */
export async function requireResource(
  change: Change,
  resource: Resource,
  id: string,
): Promise<Shown> {
  const found = await findResource(change, resource, id)
  return found === undefined || found.isDeleted ? refuseMissing(resource.noun) : found.view
}

/** After it was written: its row is there. */
export async function readWritten(change: Change, resource: Resource, id: string): Promise<Shown> {
  const found = await findResource(change, resource, id)
  if (found === undefined) throw new Error(`no ${resource.noun} ${id} was written`)
  return found.view
}
