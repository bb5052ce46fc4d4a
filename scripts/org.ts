import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { v7 as uuidv7 } from 'uuid'
import { createPasswords } from '../src/auth/passwords.js'
import { resetSecondFactor } from '../src/auth/reset-second-factor.js'
import { loadDatabaseConfig } from '../src/config.js'
import { slug as slugSchema } from '../src/contracts/organizations.js'
import { type Database, openDatabase } from '../src/database/pool.js'
import { exitWithLine } from '../src/exit-with-line.js'
import { foundOrganization } from '../src/write/organizations/found.js'
import { setOrganizationActive } from '../src/write/organizations/set-active.js'

const USAGE = `npm run org -- list
npm run org -- create <slug> --name <name> --email <admin's address> [--first-name <name>] [--last-name <name>]
npm run org -- deactivate <slug>
npm run org -- restore <slug>
npm run org -- reset-second-factor <slug> --email <address of who has none any more>`

const OPTIONS = {
  name: { type: 'string' },
  email: { type: 'string' },
  'first-name': { type: 'string', default: 'First' },
  'last-name': { type: 'string', default: 'Admin' },
} as const

/** Organizations are made, deactivated and restored by whoever runs the product, and by nobody in it. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true })
  const [verb, slug = ''] = positionals
  const { databaseUrl: url } = loadDatabaseConfig()
  const db = openDatabase({ url, poolSize: 1, onError: () => {} })
  try {
    if (verb === 'list') return await list(db)
    if (verb === 'create') return await create(db, slug, values)
    if (verb === 'deactivate') return await setActive(db, slug, false)
    if (verb === 'restore') return await setActive(db, slug, true)
    if (verb === 'reset-second-factor') return await resetFactor(db, slug, values)
  } finally {
    await db.close()
  }
  throw new Error(`say what to do:\n${USAGE}`)
}

async function list(db: Database): Promise<void> {
  const rows = await db.query<{ slug: string; name: string; active: boolean }>(
    'SELECT slug, name, active FROM organization ORDER BY slug',
  )
  for (const { slug, name, active } of rows) {
    process.stdout.write(`${slug}: ${name}${active ? '' : ' (deactivated)'}\n`)
  }
}

interface Given {
  name?: string | undefined
  email?: string | undefined
  'first-name': string
  'last-name': string
}

async function create(db: Database, slug: string, given: Given): Promise<void> {
  const { name, email, 'first-name': firstName, 'last-name': lastName } = given
  if (!slugSchema.safeParse(slug).success) throw new Error(`${slug || 'no word'} is no slug`)
  if (name === undefined || email === undefined || !/^\S+@\S+$/.test(email)) {
    throw new Error('--name and --email are needed: of the organization, and of its first admin')
  }
  const password = randomBytes(15).toString('base64url')
  const passwordHash = await (await createPasswords()).hash(password)
  const admin = { id: uuidv7(), email: email.toLowerCase(), firstName, lastName, passwordHash }
  await foundOrganization(db, { organizationId: uuidv7(), slug, name, admin })
  process.stdout.write(`${slug}: made; ${admin.email} signs in with ${password} and changes it\n`)
}

async function setActive(db: Database, slug: string, active: boolean): Promise<void> {
  const isChanged = await setOrganizationActive(db, await findId(db, slug), active)
  const state = active ? 'active' : 'deactivated'
  process.stdout.write(`${slug}: ${isChanged ? '' : 'was already '}${state}\n`)
}

async function resetFactor(db: Database, slug: string, { email = '' }: Given): Promise<void> {
  const done = await resetSecondFactor(db.of(await findId(db, slug)), email)
  if (done === 'unknown')
    throw new Error(`${slug} knows nobody by --email ${email || '(not given)'}`)
  const state = done === 'reset' ? 'has none now, and signs in anew' : 'has none on'
  process.stdout.write(`${slug}: of a second factor ${email} ${state}\n`)
}

async function findId(db: Database, slug: string): Promise<string> {
  const [row] = await db.query<{ id: string }>('SELECT id FROM organization WHERE slug = $1', [
    slug,
  ])
  if (row === undefined) throw new Error(`there is no organization ${slug}`)
  return row.id
}

await main().catch(exitWithLine('org'))
