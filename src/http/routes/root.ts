import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { z } from '@hono/zod-openapi'
import type { Hono } from 'hono'
import type { Registry } from 'prom-client'
import { pageQuery } from '../../contracts/common.js'
import { refuse } from '../../domain/errors.js'
import { listDevMails } from '../../read/mails/list.js'
import { BASE } from '../base.js'
import type { AppDeps, AppEnv } from '../env.js'

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Perdure API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css"></head><body><div id="page"></div>
<script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body></html>`
const START = `window.addEventListener('load', () => SwaggerUIBundle({ url: '${BASE}/openapi.json', dom_id: '#page', deepLinking: true, persistAuthorization: true }))`
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'"
const ASSETS: Record<string, string> = {
  'swagger-ui.css': 'text/css',
  'swagger-ui-bundle.js': 'text/javascript',
}

/** What is at the root and not under the base: for orchestrators, operators and readers. */
export function addRootRoutes(app: Hono<AppEnv>, deps: AppDeps, metrics: Registry): void {
  app.get('/healthz', (c) => c.json({ status: 'alive' }))
  app.get('/readyz', async (c) => {
    const { ready, dependencies } = await deps.readiness()
    return c.json({ ready, dependencies }, ready ? 200 : 503)
  })
  app.get('/metrics', async (c) => {
    const { metricsToken } = deps.settings
    if (metricsToken !== undefined && c.req.header('authorization') !== `Bearer ${metricsToken}`) {
      refuse('unauthenticated', 'Send the metrics token.')
    }
    return c.body(await metrics.metrics(), 200, { 'Content-Type': metrics.contentType })
  })
  app.get('/.well-known/jwks.json', (c) =>
    c.json(deps.keys.published, 200, { 'Cache-Control': 'public, max-age=300' }),
  )
  addDocs(app)
  if (deps.settings.development) addDevMails(app, deps)
}

function addDocs(app: Hono<AppEnv>): void {
  const resolve = createRequire(import.meta.url).resolve
  app.get('/docs', (c) => c.html(PAGE, 200, { 'Content-Security-Policy': PAGE_POLICY }))
  app.get('/docs/start.js', (c) => c.body(START, 200, { 'Content-Type': 'text/javascript' }))
  app.get('/docs/:asset', async (c) => {
    const type = ASSETS[c.req.param('asset')]
    if (type === undefined) return refuse('not_found', 'There is no such page.')
    const file = await readFile(resolve(`swagger-ui-dist/${c.req.param('asset')}`))
    return c.body(new Uint8Array(file), 200, { 'Content-Type': type })
  })
}

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/
const mailQuery = z.strictObject({ to: z.string().max(320).optional(), ...pageQuery })

function addDevMails(app: Hono<AppEnv>, deps: AppDeps): void {
  app.get('/dev/mails', async (c) => {
    const { ip } = c.get('origin')
    if (ip !== null && !LOOPBACK.test(ip)) refuse('not_found', 'There is no such page.')
    const query = mailQuery.safeParse(c.req.query())
    if (!query.success) return refuse('validation_failed', 'The query is not valid.')
    return c.json(await listDevMails(deps.db, query.data))
  })
}
