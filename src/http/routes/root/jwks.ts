import type { RootKit } from './kit.js'

export function jwksRoute({ app, deps }: RootKit): void {
  app.get('/.well-known/jwks.json', (c) =>
    c.json(deps.keys.published, 200, { 'Cache-Control': 'public, max-age=300' }),
  )
}
