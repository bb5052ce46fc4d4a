import { fileURLToPath } from 'node:url'
import { hash } from '@node-rs/argon2'
import { PrismaPg } from '@prisma/adapter-pg'
import { v7 as uuidv7 } from 'uuid'
import { ConfigError, loadDatabaseConfig, NO_DEMO } from '../src/config.js'
import { exitWithLine } from '../src/exit-with-line.js'
import { DEMO, DEMO_PASSWORD, DEMO_TEMPLATES, type DemoOrganization } from './demo.js'
import { PrismaClient } from './generated/client.js'

export interface SeedTarget {
  databaseUrl: string
  production: boolean
}

/** Creates the demo organizations that are not there yet; what is there stays as it is. Refuses in production. */
export async function seedDemo({ databaseUrl, production }: SeedTarget): Promise<void> {
  if (production) throw new ConfigError(NO_DEMO)
  const prisma = new PrismaClient({
    adapter: new PrismaPg({ connectionString: databaseUrl }),
    errorFormat: 'minimal', // without a piece of the program
  })
  try {
    const passwordHash = await hash(DEMO_PASSWORD, {
      memoryCost: 19_456,
      timeCost: 2,
      parallelism: 1,
    })
    for (const organization of DEMO) {
      const known = await prisma.organization.findUnique({ where: { slug: organization.slug } })
      if (known === null) await createOrganization(prisma, organization, passwordHash)
    }
  } finally {
    await prisma.$disconnect()
  }
}

interface Ids {
  organizationId: string
  /** By code. */
  departments: Map<string, string>
  /** By email. */
  people: Map<string, string>
}

/** One transaction, so that a seed cut off in the middle begins anew. */
async function createOrganization(
  prisma: PrismaClient,
  demo: DemoOrganization,
  passwordHash: string,
): Promise<void> {
  const ids: Ids = {
    organizationId: uuidv7(),
    departments: new Map(demo.departments.map(({ code }) => [code, uuidv7()])),
    people: new Map(demo.people.map(({ email }) => [email, uuidv7()])),
  }
  const { slug, name } = demo
  await prisma.$transaction([
    prisma.organization.create({ data: { id: ids.organizationId, slug, name } }),
    prisma.department.createMany({ data: listDepartments(demo, ids) }),
    prisma.user.createMany({ data: listPeople(demo, ids, passwordHash) }),
    ...listHeads(demo, ids).map((head) => prisma.department.update(head)),
    prisma.category.createMany({ data: listCategories(demo, ids) }),
    prisma.slaTemplate.createMany({ data: listTemplates(ids) }),
  ])
}

function listDepartments(demo: DemoOrganization, { organizationId, departments }: Ids) {
  return demo.departments.map(({ code, name, handlesFinance = false }) => ({
    organizationId,
    id: requireId(departments, code),
    code,
    name,
    handlesFinance,
  }))
}

function listPeople(demo: DemoOrganization, ids: Ids, passwordHash: string) {
  return demo.people.map(({ email, first, last, roles, department }, index) => ({
    organizationId: ids.organizationId,
    id: requireId(ids.people, email),
    employeeCode: `E${1001 + index}`,
    email,
    passwordHash,
    firstName: first,
    lastName: last,
    roles,
    status: 'active',
    helpdeskAuthorized: true,
    emailVerifiedAt: new Date(),
    departmentId: department === undefined ? null : requireId(ids.departments, department),
  }))
}

/** Departments and people name each other, so that the heads come last. */
function listHeads(demo: DemoOrganization, { organizationId, departments, people }: Ids) {
  return demo.departments.flatMap(({ code, head }) => {
    if (head === undefined) return []
    const id = requireId(departments, code)
    const data = { headId: requireId(people, head) }
    return [{ where: { organizationId_id: { organizationId, id } }, data }]
  })
}

function listCategories(demo: DemoOrganization, { organizationId, departments }: Ids) {
  return demo.categories.map(({ code, name, department }) => ({
    organizationId,
    id: uuidv7(),
    code,
    name,
    departmentId: requireId(departments, department),
  }))
}

function listTemplates({ organizationId }: Ids) {
  return DEMO_TEMPLATES.map((template) => ({
    organizationId,
    id: uuidv7(),
    isDefault: true,
    ...template,
  }))
}

function requireId(ids: Map<string, string>, key: string): string {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`the demo names ${key}, which it has not`)
  return id
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const main = async () => seedDemo(loadDatabaseConfig())
  await main().catch(exitWithLine('seed'))
}
