import { fileURLToPath } from 'node:url'
import { hash } from '@node-rs/argon2'
import { PrismaPg } from '@prisma/adapter-pg'
import { v7 as uuidv7 } from 'uuid'
import { DEMO, DEMO_PASSWORD, DEMO_TEMPLATES, type DemoOrganization } from './demo.js'
import { PrismaClient } from './generated/client.js'

/** Founds the demo organizations that are not there yet; what is there stays as it is. */
export async function seedDemo(databaseUrl: string): Promise<void> {
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl }) })
  try {
    const passwordHash = await hash(DEMO_PASSWORD, {
      memoryCost: 19_456,
      timeCost: 2,
      parallelism: 1,
    })
    for (const organization of DEMO) {
      const known = await prisma.organization.findUnique({ where: { slug: organization.slug } })
      if (known === null) await found(prisma, organization, passwordHash)
    }
  } finally {
    await prisma.$disconnect()
  }
}

/** One transaction, so that a seed cut off in the middle begins anew. */
async function found(
  prisma: PrismaClient,
  demo: DemoOrganization,
  passwordHash: string,
): Promise<void> {
  const organizationId = uuidv7()
  const departmentIds = new Map(demo.departments.map(({ code }) => [code, uuidv7()]))
  const userIds = new Map(demo.people.map(({ email }) => [email, uuidv7()]))
  const idOf = (ids: Map<string, string>, key: string) => {
    const id = ids.get(key)
    if (id === undefined) throw new Error(`the demo names ${key}, which it has not`)
    return id
  }
  await prisma.$transaction([
    prisma.organization.create({ data: { id: organizationId, slug: demo.slug, name: demo.name } }),
    prisma.department.createMany({
      data: demo.departments.map(({ code, name, handlesFinance = false }) => ({
        organizationId,
        id: idOf(departmentIds, code),
        code,
        name,
        handlesFinance,
      })),
    }),
    prisma.user.createMany({
      data: demo.people.map(({ email, first, last, roles, department }, index) => ({
        organizationId,
        id: idOf(userIds, email),
        employeeCode: `E${1001 + index}`,
        email,
        passwordHash,
        firstName: first,
        lastName: last,
        roles,
        status: 'active',
        helpdeskAuthorized: true,
        departmentId: department === undefined ? null : idOf(departmentIds, department),
      })),
    }),
    ...demo.departments
      .filter(({ head }) => head !== undefined)
      .map(({ code, head = '' }) =>
        prisma.department.update({
          where: { organizationId_id: { organizationId, id: idOf(departmentIds, code) } },
          data: { headId: idOf(userIds, head) },
        }),
      ),
    prisma.category.createMany({
      data: demo.categories.map(({ code, name, department }) => ({
        organizationId,
        id: uuidv7(),
        code,
        name,
        departmentId: idOf(departmentIds, department),
      })),
    }),
    prisma.slaTemplate.createMany({
      data: DEMO_TEMPLATES.map((template) => ({
        organizationId,
        id: uuidv7(),
        isDefault: true,
        ...template,
      })),
    }),
  ])
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { loadConfig } = await import('../src/config.js')
  await seedDemo(loadConfig().databaseUrl)
}
