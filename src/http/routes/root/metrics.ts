import { refuse } from '../../../domain/errors.js'
import type { RootKit } from './kit.js'

export function metricsRoute({ app, deps, registry }: RootKit): void {
  const { metricsToken } = deps.settings
  app.get('/metrics', async (c) => {
    if (metricsToken !== undefined && c.req.header('authorization') !== `Bearer ${metricsToken}`) {
      refuse('unauthenticated', 'Send the metrics token.')
    }
    return c.body(await registry.metrics(), 200, { 'Content-Type': registry.contentType })
  })
}
