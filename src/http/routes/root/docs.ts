import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { BASE } from '../../base.js'
import type { RootKit } from './kit.js'

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Perdure API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css"></head><body><div id="page"></div>
<script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body></html>`
const START = `window.addEventListener('load', () => SwaggerUIBundle({ url: '${BASE}/openapi.json', dom_id: '#page', deepLinking: true, persistAuthorization: true }))`
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'"
const ASSETS = { 'swagger-ui.css': 'text/css', 'swagger-ui-bundle.js': 'text/javascript' }

/** The document as a page, with nothing from elsewhere. */
export function docsRoute({ app }: RootKit): void {
  const { resolve } = createRequire(import.meta.url)
  app.get('/docs', (c) => c.html(PAGE, 200, { 'Content-Security-Policy': PAGE_POLICY }))
  app.get('/docs/start.js', (c) => c.body(START, 200, { 'Content-Type': 'text/javascript' }))
  for (const [asset, type] of Object.entries(ASSETS)) {
    app.get(`/docs/${asset}`, async (c) => {
      const file = await readFile(resolve(`swagger-ui-dist/${asset}`))
      return c.body(new Uint8Array(file), 200, { 'Content-Type': type })
    })
  }
}
