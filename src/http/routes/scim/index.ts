import { admitDirectory } from '../../middleware/directory.js'
import { createRoute } from './create.js'
import { deleteRoute } from './delete.js'
import { discoveryRoutes } from './discovery.js'
import { groups } from './groups.js'
import type { AddScimRoute, ScimKit } from './kit.js'
import { listRoute, searchRoute } from './list.js'
import { patchRoute } from './patch.js'
import { readRoute } from './read.js'
import { replaceRoute } from './replace.js'
import { unsupportedRoutes } from './unsupported.js'
import { users } from './users.js'

const VERBS: readonly AddScimRoute[] = [
  listRoute,
  searchRoute,
  createRoute,
  readRoute,
  replaceRoute,
  patchRoute,
  deleteRoute,
]

/** SCIM 2.0 (RFC 7643, RFC 7644), for directories of people. */
export function addScimRoutes(given: Omit<ScimKit, 'guard'>): void {
  const kit = { ...given, guard: admitDirectory(given.deps) }
  discoveryRoutes(kit)
  unsupportedRoutes(kit)
  for (const addRoute of VERBS) {
    addRoute(kit, users)
    addRoute(kit, groups)
  }
}
