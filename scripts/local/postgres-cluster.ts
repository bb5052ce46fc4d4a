import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { identity } from './postgres-programs.js'

/** The roles of an embedded server that can sign in. Its superuser has no password, and so cannot. */
export const ROLES = { owner: 'perdure_owner', application: 'perdure_app' } as const

/** Of those two roles, by which one signs in. */
export type Passwords = Record<keyof typeof ROLES, string>

const PASSWORDS_FILE = 'perdure-passwords.json'

const ACCESS = `host all ${ROLES.owner},${ROLES.application} 127.0.0.1/32 scram-sha-256\n`

/**
 * How PostgreSQL calls its folder. As root it runs as nobody, who may not be allowed through the folders above it:
 * then it reaches the folder as its working directory, which it is given before it becomes nobody.
 */
export function dataArgument(folder: string): string {
  const isAnother = identity().uid !== undefined && process.platform === 'linux'
  return isAnother ? '/proc/self/cwd' : folder
}

/**
 * Makes a cluster with its roles unless it is there, whole or not at all: what was cut off lies under another name,
 * where its `initdb` may even be running still. Answers with its passwords, which lie in the folder, readable by
 * whoever made it alone.
 */
export async function ensureCluster(programs: string, folder: string): Promise<Passwords> {
  if (!(await exists(join(folder, 'PG_VERSION')))) await makeCluster(programs, folder)
  const text = await readFile(join(folder, PASSWORDS_FILE), 'utf8').catch(() => {
    throw new Error(
      `the data in ${folder} are of a version that had no passwords, which this one cannot read; ` +
        '`npm start -- --fresh` begins anew',
    )
  })
  const passwords: Passwords = JSON.parse(text)
  return passwords
}

async function makeCluster(programs: string, folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 })
  await removeCutOff(folder)
  const half = `${folder}.${process.pid}`
  await mkdir(half, { mode: 0o700 })
  const { uid, gid } = identity()
  if (uid !== undefined && gid !== undefined) await chown(half, uid, gid)
  // Nobody may sign in by any way until the access file says who.
  const flags = ['-U', 'postgres', '--auth=reject', '-E', 'UTF8', '--locale=C', '--no-instructions']
  await run(join(programs, 'initdb'), ['-D', dataArgument(half), ...flags], half)
  const passwords: Passwords = { owner: newPassword(), application: newPassword() }
  await makeRoles(programs, half, passwords)
  await writeFile(join(half, 'pg_hba.conf'), ACCESS)
  await writeFile(join(half, PASSWORDS_FILE), JSON.stringify(passwords), { mode: 0o600 })
  await rm(folder, { recursive: true, force: true })
  await rename(half, folder)
}

async function removeCutOff(folder: string): Promise<void> {
  for (const name of await readdir(dirname(folder))) {
    if (!name.startsWith(`${basename(folder)}.`)) continue
    await rm(join(dirname(folder), name), { recursive: true, force: true, maxRetries: 5 })
  }
}

function newPassword(): string {
  return randomBytes(24).toString('base64url')
}

/**
 * PostgreSQL runs alone on the folder and takes what it is told on its standard input, so that the passwords stand
 * in no command line. The owner makes the databases, and may end the application's sessions in them.
 */
async function makeRoles(programs: string, folder: string, passwords: Passwords): Promise<void> {
  const lines = [
    `CREATE ROLE ${ROLES.application} LOGIN PASSWORD '${passwords.application}'`,
    `CREATE ROLE ${ROLES.owner} LOGIN CREATEDB PASSWORD '${passwords.owner}'`,
    `GRANT ${ROLES.application} TO ${ROLES.owner}`,
  ]
  const args = ['--single', '-D', dataArgument(folder), '-c', 'exit_on_error=on', 'postgres']
  await run(join(programs, 'postgres'), args, folder, `${lines.join('\n')}\n`)
}

async function run(program: string, args: string[], cwd: string, input = ''): Promise<void> {
  const child = spawn(program, args, { ...identity(), cwd, stdio: ['pipe', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2_000)
  })
  child.stdin.on('error', () => {}) // its end says why it reads no more
  child.stdin.end(input)
  const code = await new Promise((resolve, reject) => {
    child.once('close', resolve)
    child.once('error', reject)
  })
  if (code !== 0) throw new Error(`${basename(program)} failed: ${said.trim()}`)
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
