import { categoryPatch, keptCategory, newCategory } from '../../../contracts/categories.js'
import { categories } from '../../../write/categories/resource.js'
import type { RouteKit } from '../kit.js'
import { addResourceRoutes } from '../resources/register.js'

export function categoryRoutes(kit: RouteKit): void {
  addResourceRoutes(kit, {
    resource: categories,
    path: '/admin/categories',
    one: 'Category',
    many: 'Categories',
    plural: 'categories',
    view: keptCategory,
    created: newCategory,
    patch: categoryPatch,
  })
}
