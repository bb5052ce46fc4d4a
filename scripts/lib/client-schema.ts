import { readFile, writeFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'
import { createApp } from '../../src/http/app.js'
import type { AppDeps } from '../../src/http/env.js'

const HEADING = '// Generated from the routes of the server: not to be edited.\n\n'

/** What has a default may be left out. */
const OPTIONS = { defaultNonNullable: false }

interface Document {
  paths: Record<string, Record<string, { responses?: Record<string, unknown> }>>
}

/** Writes the types of both documents as the TypeScript client has them: refusals it throws, all as one type. */
export async function writeClientSchema(): Promise<void> {
  const answer = await createApp(inertDeps()).request('/api/v1/openapi.json')
  const document = (await answer.json()) as Document
  for (const item of Object.values(document.paths)) {
    for (const { responses = {} } of Object.values(item)) {
      for (const status of Object.keys(responses)) if (status >= '4') delete responses[status]
    }
  }
  await writeTypes('schema', document)
  const { components } = JSON.parse(await readFile('docs/api/asyncapi.json', 'utf8'))
  const frames = { openapi: '3.1.0', info: { title: 'Frames', version: '1' }, paths: {} }
  await writeTypes('frames', { ...frames, components: { schemas: components.schemas } })
}

async function writeTypes(name: 'schema' | 'frames', document: object): Promise<void> {
  const types = astToString(await openapiTS(JSON.stringify(document), OPTIONS))
  await writeFile(`clients/typescript/src/${name}.ts`, HEADING + types)
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
