import type { RouteKit } from '../kit.js'
import { createResourceRoute } from './create.js'
import { deleteResourceRoute } from './delete.js'
import type { ResourceRoutes } from './kit.js'
import { listResourceRoute } from './list.js'
import { patchResourceRoute } from './patch.js'
import { readResourceRoute } from './read.js'
import { restoreResourceRoute } from './restore.js'

const VERBS = [
  listResourceRoute,
  createResourceRoute,
  readResourceRoute,
  patchResourceRoute,
  deleteResourceRoute,
  restoreResourceRoute,
]

/** Everything that can be done with one kind, but for what it has routes of its own for. */
export function addResourceRoutes(
  kit: RouteKit,
  routes: ResourceRoutes,
  without: readonly (typeof VERBS)[number][] = [],
): void {
  for (const addRoute of VERBS) if (!without.includes(addRoute)) addRoute(kit, routes)
}
