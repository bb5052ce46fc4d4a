import { kbCategory, kbCategoryPatch, newKbCategory } from '../../../contracts/kb-categories.js'
import { kbCategories } from '../../../write/kb/categories.js'
import type { RouteKit } from '../kit.js'
import { createResourceRoute } from '../resources/create.js'
import { deleteResourceRoute } from '../resources/delete.js'
import { patchResourceRoute } from '../resources/patch.js'
import { restoreResourceRoute } from '../resources/restore.js'
import { TAGS, WRITERS } from './kit.js'

/** Whoever writes articles keeps their categories; everybody signed in reads those that they may see. */
export function kbCategoryRoutes(kit: RouteKit): void {
  const routes = {
    resource: kbCategories,
    path: '/kb/categories',
    one: 'ArticleCategory',
    many: 'ArticleCategories',
    plural: 'categories of articles',
    view: kbCategory,
    created: newKbCategory,
    patch: kbCategoryPatch,
    access: WRITERS,
    tags: TAGS,
  } as const
  createResourceRoute(kit, routes)
  for (const addRoute of [patchResourceRoute, deleteResourceRoute, restoreResourceRoute]) {
    addRoute(kit, routes)
  }
}
