import { createMiddleware } from 'hono/factory'
import { findScimClient } from '../../auth/scim-tokens.js'
import type { AppDeps, AppEnv } from '../env.js'
import { callerNetwork } from './rate-limit.js'

/** Before what directories ask: whose it is, and how often it may. What is refused costs the network that it comes from. */
export function admitDirectory(deps: AppDeps) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const header = c.req.header('authorization') ?? ''
    const client = await findScimClient(deps.db, header).catch(async (refused: unknown) => {
      await deps.budgets.addresses(c, callerNetwork(c))
      throw refused
    })
    await deps.budgets.directories(c, client.tokenId)
    c.set('scimClient', client)
    c.set('db', deps.db.of(client.organizationId))
    c.set('workId', deps.newId())
    return next()
  })
}
