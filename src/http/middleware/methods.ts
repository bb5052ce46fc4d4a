import type { Hono } from 'hono'
import { refuse } from '../../domain/errors.js'
import type { AppEnv } from '../env.js'

/** Called after all routes: a path that is there refuses the methods that it has not, and says which it has. */
export function refuseOtherMethods(app: Hono<AppEnv>): void {
  const methods = new Map<string, Set<string>>()
  for (const { path, method } of app.routes) {
    if (method !== 'ALL') methods.set(path, (methods.get(path) ?? new Set()).add(method))
  }
  // Of two templates that meet one address, the one without a parameter is asked first.
  const literalFirst = [...methods.keys()].sort(
    (one, other) => countParameters(one) - countParameters(other),
  )
  const templates = [...methods].map(([template, its]) => ({ parts: template.split('/'), its }))
  for (const path of literalFirst) {
    const met = path.split('/')
    const own = templates.flatMap(({ parts, its }) => (covers(parts, met) ? [...its] : []))
    const allowed = [...new Set(own)].flatMap((method) =>
      method === 'GET' ? ['GET', 'HEAD'] : [method],
    )
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

/** A path may be met by another's template, too: `/uploads/request` by `/uploads/:key`. */
function covers(template: string[], path: string[]): boolean {
  return (
    template.length === path.length &&
    template.every((part, index) => part === path[index] || part.startsWith(':'))
  )
}

const countParameters = (template: string): number => template.split('/:').length
