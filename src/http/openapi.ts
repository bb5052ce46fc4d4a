import type { OpenAPIHono } from '@hono/zod-openapi'
import manifest from '../../package.json' with { type: 'json' }
import { BASE } from './base.js'
import type { AppEnv } from './env.js'

/** The OpenAPI 3.1 document of what is under the base, from the schemas that validate. */
export function buildOpenApiDocument(app: OpenAPIHono<AppEnv>) {
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Perdure',
      version: manifest.version,
      description:
        'A help desk that cannot forget. Every refusal is a problem document with a stable code.',
    },
    servers: [{ url: BASE }],
  })
  document.components = {
    ...document.components,
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
  }
  return document
}
