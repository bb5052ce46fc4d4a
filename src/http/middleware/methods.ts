import type { Hono } from 'hono'
import { refuse } from '../../domain/errors.js'
import type { AppEnv } from '../env.js'

/** Called after all routes: a path that is there refuses the methods that it has not, and says which it has. */
export function refuseOtherMethods(app: Hono<AppEnv>): void {
  const methods = new Map<string, Set<string>>()
  for (const { path, method } of app.routes) {
    if (method !== 'ALL') methods.set(path, (methods.get(path) ?? new Set()).add(method))
  }
  for (const [path, own] of methods) {
    const allowed = [...own].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
    const list = [...allowed, 'OPTIONS'].join(', ')
    app.all(path, (c) => {
      c.header('Allow', list)
      return refuse(
        'method_not_allowed',
        `There is no ${c.req.method} at this address: it has ${list}.`,
      )
    })
  }
}
