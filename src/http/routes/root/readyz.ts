import type { RootKit } from './kit.js'

export function readyzRoute({ app, deps }: RootKit): void {
  app.get('/readyz', async (c) => {
    const { ready, dependencies } = await deps.readiness()
    return c.json({ ready, dependencies }, ready ? 200 : 503)
  })
}
