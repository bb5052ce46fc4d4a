import type { OpenAPIHono } from '@hono/zod-openapi'
import manifest from '../../../package.json' with { type: 'json' }
import { BASE } from '../base.js'
import type { AppEnv } from '../env.js'
import { PARAMETERS, RESPONSE_HEADERS } from './headers.js'
import { sayWhatMayBeNull } from './nullable.js'
import { describeOperation, type Operation } from './operation.js'
import { problemSchemas } from './problems.js'
import { shareMembers } from './shared-members.js'
import { TAGS } from './tags.js'

const ABOUT = `A help desk that cannot forget.

Every refusal is a problem document with a stable \`code\`. Every write takes an \`Idempotency-Key\`: the same request again is
answered as the first time. Every ticket's answer has an \`ETag\`, and commands take it as \`If-Match\`. A command that can't be
decided at once answers 202: \`GET /operations/{id}\` tells what became of it.`

/** The OpenAPI 3.1 document of what is under the base, from the schemas that validate and the tables that decide. */
export function buildOpenApiDocument(app: OpenAPIHono<AppEnv>) {
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Perdure', version: manifest.version, description: ABOUT },
    servers: [{ url: BASE }],
    tags: TAGS,
  })
  for (const item of Object.values(document.paths ?? {})) {
    for (const [method, operation] of Object.entries(item)) {
      describeOperation(operation as Operation, method) // its own members are those that routes declare
    }
  }
  sayWhatMayBeNull(document)
  const { schemas = {} } = document.components ?? {}
  shareMembers(schemas)
  document.components = {
    ...document.components,
    schemas: { ...schemas, ...problemSchemas() },
    parameters: PARAMETERS,
    headers: RESPONSE_HEADERS,
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
  }
  return document
}
