import { BASE } from '../../base.js'
import type { RootKit } from './kit.js'

/** For whoever opens the bare address. */
export function welcomeRoute({ app }: RootKit): void {
  app.get('/', (c) =>
    c.json({
      name: 'Perdure',
      documentation: '/docs',
      openapi: `${BASE}/openapi.json`,
      asyncapi: `${BASE}/asyncapi.json`,
    }),
  )
}
