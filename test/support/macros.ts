import { createDriver } from './scenario-driver.js'
import type { World } from './world.js'

export const NOBODY = '01900000-0000-7000-8000-000000000000'

/** What admins keep of macros, and what people do with them. */
export function createMacros(world: World) {
  const { begin, read } = createDriver(world)
  const admin = (method: string, path: string, body?: unknown) =>
    world.call('admin', method, `/admin/macros${path}`, body)
  let made = 0
  const make = async (actions: object[], more: object = {}) => {
    made += 1
    return (await admin('POST', '', { name: `Macro ${made}`, actions, ...more })).body
  }
  const apply = (
    who: string,
    ticketId: string,
    macroId: string,
    headers?: Record<string, string>,
  ) => world.call(who, 'POST', `/tickets/${ticketId}/macros/${macroId}`, {}, headers)
  return { world, begin, read, admin, make, apply }
}

export type Macros = ReturnType<typeof createMacros>
