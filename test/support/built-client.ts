import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

/** Where `npm run client` puts what it builds. */
export const CLIENT_FOLDER = resolve('clients/typescript/dist')

/** Builds the client as `npm run client` does. */
export async function buildClient(): Promise<void> {
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'scripts/client.ts'])
}
