import type { RootKit } from './kit.js'

export function healthzRoute({ app }: RootKit): void {
  app.get('/healthz', (c) => c.json({ status: 'alive' }))
}
