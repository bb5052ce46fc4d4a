import type { OrganizationDb } from '../../database/pool.js'
import type { Action } from '../../domain/automation/actions.js'
import type { Macros } from '../../domain/automation/list-parts.js'
import type { Whom } from '../../domain/automation/would.js'
import type { Person } from '../../domain/people.js'
import type { Facts } from '../../domain/ticket/facts.js'

/** Those whom actions name, by their ids, with what each is judged by. */
export type Assignees = ReadonlyMap<string, Whom>

const PEOPLE = `SELECT id, person_facts($1, id) AS person FROM app_user
  WHERE organization_id = $1 AND id = ANY($2::uuid[]) AND deleted_at IS NULL`

const DEPARTMENTS = `SELECT id, head_id AS "headId", handles_finance AS "handlesFinance" FROM department
  WHERE organization_id = $1 AND deleted_at IS NULL`

/** As they are now; nothing is read where nobody is named. */
export async function readAssignees(
  { query }: Pick<OrganizationDb, 'query'>,
  actions: readonly Action[],
  macros: Macros,
): Promise<Assignees> {
  const ids = [...new Set([actions, ...macros.values()].flatMap(listNamed))]
  if (ids.length === 0) return new Map()
  const rows = await query<{ id: string; person: Person | null }>(PEOPLE, [ids])
  const found = await query<{ id: string } & Facts['departments'][string]>(DEPARTMENTS)
  const departments = Object.fromEntries(found.map(({ id, ...department }) => [id, department]))
  return new Map(
    ids.map((assigneeId) => {
      const row = rows.find(({ id }) => id === assigneeId)
      const people = row?.person == null ? {} : { [assigneeId]: row.person }
      const unknownIds = row === undefined ? { user: [assigneeId] } : {}
      return [assigneeId, { assigneeId, departments, people, unknownIds }]
    }),
  )
}

function listNamed(actions: readonly Action[]): string[] {
  return actions.flatMap((action) =>
    action.type === 'assign' && action.assigneeId !== undefined ? [action.assigneeId] : [],
  )
}
