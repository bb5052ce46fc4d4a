import {
  escalationMatrix,
  escalationMatrixPatch,
  newEscalationMatrix,
} from '../../../contracts/escalation-matrices.js'
import { escalationMatrices } from '../../../write/escalation-matrices/resource.js'
import type { RouteKit } from '../kit.js'
import { addResourceRoutes } from '../resources/register.js'

export function escalationMatrixRoutes(kit: RouteKit): void {
  addResourceRoutes(kit, {
    resource: escalationMatrices,
    path: '/admin/escalation_matrices',
    one: 'EscalationMatrix',
    many: 'EscalationMatrices',
    plural: 'escalation matrices',
    view: escalationMatrix,
    created: newEscalationMatrix,
    patch: escalationMatrixPatch,
  })
}
