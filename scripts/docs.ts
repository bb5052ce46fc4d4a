import { readFile, writeFile } from 'node:fs/promises'
import { lifecycleDiagram, lifecycleTables } from './lib/lifecycle.js'

/** `npm run docs`: writes what is generated from the domain's own table; a test says when it is stale. */
export async function generatedDocs(): Promise<Record<string, string>> {
  const readme = await readFile('README.md', 'utf8')
  const [before = '', rest = ''] = readme.split('<!-- lifecycle -->')
  const after = rest.split('<!-- /lifecycle -->')[1] ?? ''
  const picture = `<!-- lifecycle -->\n${lifecycleDiagram()}\n<!-- /lifecycle -->`
  return {
    'README.md': `${before}${picture}${after}`,
    'docs/lifecycle.md': `${lifecycleTables()}`,
  }
}

if (process.argv[1]?.endsWith('scripts/docs.ts')) {
  for (const [file, text] of Object.entries(await generatedDocs())) await writeFile(file, text)
}
