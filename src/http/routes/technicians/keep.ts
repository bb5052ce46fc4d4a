import { newTechnician, technician, technicianPatch } from '../../../contracts/technicians.js'
import { technicians } from '../../../write/technicians/resource.js'
import type { RouteKit } from '../kit.js'
import { addResourceRoutes } from '../resources/register.js'

export function technicianRoutes(kit: RouteKit): void {
  addResourceRoutes(kit, {
    resource: technicians,
    path: '/admin/technicians',
    one: 'Technician',
    many: 'Technicians',
    plural: 'technicians',
    view: technician,
    created: newTechnician,
    patch: technicianPatch,
  })
}
