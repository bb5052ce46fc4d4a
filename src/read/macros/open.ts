import type { OrganizationDb } from '../../database/pool.js'
import type { Action } from '../../domain/automation/actions.js'
import type { Macros } from '../../domain/automation/list-parts.js'

const SELECT = `SELECT id, actions FROM macro
  WHERE organization_id = $1 AND id = ANY($2::uuid[]) AND deleted_at IS NULL`

/** What the macros stand for that these actions name, and those that these name. */
export async function readMacros(
  { query }: Pick<OrganizationDb, 'query'>,
  actions: readonly Action[],
): Promise<Macros> {
  const macros = new Map<string, Action[]>()
  let wanted = listMacros(actions)
  while (wanted.length > 0) {
    const rows = await query<{ id: string; actions: Action[] }>(SELECT, [wanted])
    for (const row of rows) macros.set(row.id, row.actions)
    const named = rows.flatMap((row) => listMacros(row.actions))
    wanted = named.filter((id) => !macros.has(id) && !wanted.includes(id))
  }
  return macros
}

function listMacros(actions: readonly Action[]): string[] {
  return actions.flatMap((action) => (action.type === 'macro' ? [action.macroId] : []))
}
