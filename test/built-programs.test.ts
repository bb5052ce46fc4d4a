import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildPrograms } from '../scripts/lib/built-programs.js'

let tree = ''
const write = async (path: string, text: string) => {
  await mkdir(dirname(join(tree, path)), { recursive: true })
  await writeFile(join(tree, path), text)
}
const IS_RUN = `import { fileURLToPath } from 'node:url'
import { say } from './other.js'
if (process.argv[1] === fileURLToPath(import.meta.url)) say('main', process.argv.length)
`
beforeAll(async () => {
  tree = await realpath(await mkdtemp(join(tmpdir(), 'perdure-built-')))
  for (const folder of ['activities', 'temporal', 'workflows', 'prisma', 'scripts']) {
    await mkdir(join(tree, folder))
  }
  await write('package.json', '{ "type": "module" }')
  await write('src/main.ts', IS_RUN)
})
afterAll(() => rm(tree, { recursive: true, force: true }))

const sayWith = (words: string) => `import { fileURLToPath } from 'node:url'
export const say = (who: string, n: number): void => console.log('${words}', who, n, import.meta.url, import.meta.dirname)
if (process.argv[1] === fileURLToPath(import.meta.url)) console.log('what is imported is not run')
`
async function run(args: string[]): Promise<string> {
  return (await promisify(execFile)(process.execPath, args, { cwd: '/' })).stdout
}

it('a program that is translated runs as its source would, and each module lies where its source does', async () => {
  await write('src/other.ts', sayWith('first'))
  const place = `file://${tree}/src/other.ts ${tree}/src`
  const program = await buildPrograms(tree)
  expect(await run(await program('src/main.ts'))).toBe(`first main 2 ${place}\n`)
  expect((await program('src/main.ts')).at(-1)).toBe(join(tree, 'src/main.ts')) // by which a start knows its own
})

it('another source is translated anew, in the place of the earlier one, and the same is not', async () => {
  const earlier = await buildPrograms(tree)
  const built = await readdir(join(tree, '.data/programs'))
  expect(built).toHaveLength(1)
  await write('src/other.ts', sayWith('second'))
  const later = await buildPrograms(tree)
  expect(await run(await later('src/main.ts'))).toContain('second main')
  const [now, ...others] = await readdir(join(tree, '.data/programs'))
  expect(others).toEqual([])
  expect(now).not.toBe(built[0])
  await buildPrograms(tree)
  expect(await readdir(join(tree, '.data/programs'))).toEqual([now])
  expect(await run(await earlier('src/main.ts'))).toContain('second main') // which was removed meanwhile
})
