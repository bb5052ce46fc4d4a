import { customer, customerPatch, newCustomer } from '../../../contracts/customers.js'
import { customers } from '../../../write/customers/resource.js'
import type { RouteKit } from '../kit.js'
import { addResourceRoutes } from '../resources/register.js'

export function customerRoutes(kit: RouteKit): void {
  addResourceRoutes(kit, {
    resource: customers,
    path: '/admin/customers',
    one: 'Customer',
    many: 'Customers',
    plural: 'customers',
    view: customer,
    created: newCustomer,
    patch: customerPatch,
  })
}
