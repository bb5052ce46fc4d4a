import { createHash, timingSafeEqual } from 'node:crypto'
import { refuse } from '../../../domain/errors.js'
import type { RootKit } from './kit.js'

export function metricsRoute({ app, deps, registry }: RootKit): void {
  const { metricsToken } = deps.settings
  app.get('/metrics', async (c) => {
    const given = c.req.header('authorization') ?? ''
    if (metricsToken !== undefined && !isSame(given, `Bearer ${metricsToken}`)) {
      refuse('unauthenticated', 'Send the metrics token.')
    }
    return c.body(await registry.metrics(), 200, { 'Content-Type': registry.contentType })
  })
}

/** Takes as long wherever they differ. */
function isSame(given: string, secret: string): boolean {
  const [a, b] = [given, secret].map((text) => createHash('sha256').update(text).digest())
  return a !== undefined && b !== undefined && timingSafeEqual(a, b)
}
