import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { buildAsyncApiDocument } from '../src/http/document/build-async.js'
import { frameTables } from './lib/frames.js'
import { lifecycleDiagram, lifecycleTables } from './lib/lifecycle.js'
import { notificationTables } from './lib/notifications.js'

/** `npm run docs`: writes what is generated from the domain's own tables; a test says when it is stale. */
export async function generatedDocs(): Promise<Record<string, string>> {
  const readme = await readFile('README.md', 'utf8')
  const notifications = await readFile('docs/notifications.md', 'utf8')
  const realtime = await readFile('docs/realtime.md', 'utf8')
  const frames = buildAsyncApiDocument()
  return {
    'README.md': replaceSection(readme, 'lifecycle', lifecycleDiagram()),
    'docs/lifecycle.md': lifecycleTables(),
    'docs/notifications.md': Object.entries(notificationTables()).reduce(
      (page, [name, table]) => replaceSection(page, name, table),
      notifications,
    ),
    'docs/realtime.md': replaceSection(realtime, 'frames', frameTables(frames)),
    'docs/api/asyncapi.json': `${JSON.stringify(frames, null, 2)}\n`,
  }
}

/** Puts the text between the page's two marks of this name. */
function replaceSection(page: string, name: string, text: string): string {
  const [before = '', rest = ''] = page.split(`<!-- ${name} -->`)
  const after = rest.split(`<!-- /${name} -->`)[1] ?? ''
  return `${before}<!-- ${name} -->\n${text}\n<!-- /${name} -->${after}`
}

if (process.argv[1]?.endsWith('scripts/docs.ts')) {
  await mkdir('docs/api', { recursive: true })
  for (const [file, text] of Object.entries(await generatedDocs())) await writeFile(file, text)
}
