import { createApi } from '../../src/http/app.js'
import { buildOpenApiDocument } from '../../src/http/document/build.js'
import type { AppDeps } from '../../src/http/env.js'

export interface Document {
  openapi: string
  /** By path and method. */
  paths: Record<string, Record<string, DocumentedOperation>>
}

export interface DocumentedOperation {
  operationId?: string
  deprecated?: boolean
  summary?: string
  'x-access': 'public' | 'signed_in' | readonly string[]
  parameters?: { in: string; name: string }[]
  responses: Record<string, unknown>
}

/** What the API says of itself, without anything that it runs on. */
export async function readDocument(): Promise<Document> {
  const text = JSON.stringify(buildOpenApiDocument(createApi(inertDeps())))
  return JSON.parse(text) as Document // made here, of these routes
}

/** What an application needs to describe itself; nothing of it is called but what asks nobody. */
function inertDeps(): AppDeps {
  const spend = () => Promise.resolve()
  const budgets = { logins: spend, addresses: spend, requests: spend, organizations: spend }
  const settings = {
    showsDevMails: false,
    corsOrigins: [],
    trustedProxies: 0,
    shortestRepeat: 'PT15M',
  }
  const described = { budgets, settings, newId: () => '', now: () => 0 }
  return described as unknown as AppDeps // the rest belongs to routes, and none but the document's is called
}
