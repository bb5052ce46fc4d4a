import type { KeptMacro, MacroBody } from '../../contracts/macros.js'
import { selectDepartment } from '../../database/names.js'
import { selectInstant } from '../../database/rows.js'
import { requireDepartment } from '../resources/require.js'
import type { Resource } from '../resources/resource.js'
import { requireNamed } from './require-named.js'

export const macros: Resource<KeptMacro, MacroBody> = {
  entity: 'macro',
  noun: 'macro',
  table: 'macro',
  alias: 'm',
  select: `m.id, m.name, m.actions, m.roles, m.department_id AS "departmentId",
    ${selectDepartment('m.department_id')} AS department, m.version, ${selectInstant('m.created_at')} AS "createdAt",
    ${selectInstant('m.deleted_at')} AS "deletedAt"`,
  columns: {
    name: 'name',
    actions: 'actions',
    roles: 'roles',
    departmentId: 'department_id',
  },
  isVersioned: true,
  judge: async (change, { actions = [], departmentId }) => {
    await requireDepartment(change, departmentId)
    await requireNamed(change, actions)
    return {}
  },
}
