import { readFile, rename, writeFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'
import { readDocument } from './document.js'

const HEADING = '// Generated from the routes of the server: not to be edited.\n\n'

/** What has a default may be left out. */
const OPTIONS = { defaultNonNullable: false }

/** Writes the types of both documents as the TypeScript client has them: refusals it throws, all as one type. */
export async function writeClientSchema(): Promise<void> {
  const document = await readDocument()
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

/** Whoever compiles it meanwhile has the one before, or this one. */
async function writeTypes(name: 'schema' | 'frames', document: object): Promise<void> {
  const types = astToString(await openapiTS(JSON.stringify(document), OPTIONS))
  const file = `clients/typescript/src/${name}.ts`
  const begun = `${file}.${process.pid}`
  await writeFile(begun, HEADING + types)
  await rename(begun, file)
}
