import {
  departmentDeletion,
  departmentPatch,
  keptDepartment,
  newDepartment,
} from '../../../contracts/departments.js'
import { departments } from '../../../write/departments/resource.js'
import type { RouteKit } from '../kit.js'
import { addResourceRoutes } from '../resources/register.js'

export function departmentRoutes(kit: RouteKit): void {
  addResourceRoutes(kit, {
    resource: departments,
    path: '/admin/departments',
    one: 'Department',
    many: 'Departments',
    plural: 'departments',
    view: keptDepartment,
    created: newDepartment,
    patch: departmentPatch,
    deletion: departmentDeletion,
  })
}
