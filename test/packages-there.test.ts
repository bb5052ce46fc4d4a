import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'perdure-packages-'))
afterAll(() => rmSync(folder, { recursive: true }))

const A = { version: '1.0.0', integrity: 'sha512-a' }
const FOR_ANOTHER_SYSTEM = { version: '2.0.0', integrity: 'sha512-b', optional: true }
const LOCKED = {
  '': { version: '0.6.0' },
  'node_modules/a': A,
  'node_modules/b': FOR_ANOTHER_SYSTEM,
}

/** As the launcher asks, in a process of plain JavaScript. */
function ask(lists: (object | undefined)[]): unknown {
  const script = `import('./scripts/packages-there.mjs').then(({ arePackagesThere }) =>
    console.log(JSON.stringify(process.argv.slice(2).map((file) => arePackagesThere(process.argv[1], file)))))`
  const write = (name: string, packages: object) => {
    writeFileSync(join(folder, name), JSON.stringify({ packages }))
    return join(folder, name)
  }
  const files = lists.map((list, n) =>
    list === undefined ? join(folder, 'none') : write(`list-${n}`, list),
  )
  return JSON.parse(
    execFileSync(process.execPath, ['-e', script, write('lock', LOCKED), ...files], {
      encoding: 'utf8',
    }),
  )
}

it('packages are there once npm has listed each that is wanted, but for those of other systems', () => {
  const [done, withAll] = [{ 'node_modules/a': A }, LOCKED]
  expect(ask([done, withAll])).toEqual([true, true])
  const another = { 'node_modules/a': { ...A, version: '1.0.1' } }
  const forged = { 'node_modules/a': { ...A, integrity: 'sha512-c' } }
  expect(ask([undefined, {}, another, forged])).toEqual([false, false, false, false])
})
