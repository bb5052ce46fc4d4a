import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { BASE } from '../../base.js'
import { serveStatic } from '../../static.js'
import type { RootKit } from './kit.js'

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Perdure API</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/swagger-ui.css"></head><body><div id="page"></div>
<script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body></html>`
const START = `window.addEventListener('load', () => SwaggerUIBundle({ url: '${BASE}/openapi.json', dom_id: '#page', deepLinking: true }))`
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'"
const ASSETS = { 'swagger-ui.css': 'text/css', 'swagger-ui-bundle.js': 'text/javascript' }

/** The document as a page, with nothing from elsewhere. */
export function docsRoute({ app }: RootKit): void {
  const { resolve } = createRequire(import.meta.url)
  app.get('/docs', (c) => c.html(PAGE, 200, { 'Content-Security-Policy': PAGE_POLICY }))
  app.get('/docs/start.js', serveStatic(START, 'text/javascript'))
  for (const [asset, type] of Object.entries(ASSETS)) {
    const file = new Uint8Array(readFileSync(resolve(`swagger-ui-dist/${asset}`)))
    app.get(`/docs/${asset}`, serveStatic(file, type))
  }
}
