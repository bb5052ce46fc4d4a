import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { Ajv } from 'ajv'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'

interface Service {
  image: string
  build?: string
  environment?: Record<string, string | number>
  deploy?: { replicas: number }
  healthcheck?: object
  read_only?: boolean
  cap_drop?: string[]
  ports?: string[]
  depends_on?: Record<string, { condition: string }>
  restart?: string
  profiles?: string[]
}

let text = ''
let services: Record<string, Service>
beforeAll(async () => {
  text = await readFile('docker-compose.yml', 'utf8')
  services = parse(text, { merge: true }).services
})

describe('docker-compose.yml', () => {
  it('is valid by the schema of Compose files', async () => {
    const dclint = dirname(createRequire(import.meta.url).resolve('dclint/package.json'))
    const schema = await readFile(join(dclint, 'schemas/compose.schema.json'), 'utf8')
    const { $schema: _its, ...rest } = JSON.parse(schema)
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(rest)
    expect(validate(parse(text, { merge: true })), JSON.stringify(validate.errors)).toBe(true)
  })
  it('waits only for services that it has, and names each image by its version', () => {
    for (const { depends_on, image } of Object.values(services)) {
      for (const name of Object.keys(depends_on ?? {})) expect(services[name], name).toBeDefined()
      expect(image).toMatch(/:[\w.-]*\d/)
    }
  })
  it('has for each service that ends by itself one that waits for its end, or `up --wait` would fail', () => {
    const waitedFor = Object.values(services).flatMap(({ depends_on = {} }) =>
      Object.entries(depends_on)
        .filter(([, { condition }]) => condition === 'service_completed_successfully')
        .map(([name]) => name),
    )
    const ending = Object.entries(services)
      .filter(([, { restart, profiles }]) => restart !== 'unless-stopped' && !profiles)
      .map(([name]) => name)
    expect(ending.sort()).toEqual([...new Set(waitedFor)].sort())
    expect(ending.length).toBeGreaterThan(2)
  })
  it('has no default secret: each must be given, and what is missing is said', () => {
    const references = [
      ...text.matchAll(/\$\{(\w*(?:PASSWORD|TOKEN|KEYS?|KEYS_FILE))(?!\w)([^}]*)\}/g),
    ]
    expect(references.length).toBeGreaterThan(8)
    for (const [, name, rest] of references) expect(rest, name).toMatch(/^:\?./)
    expect(text).not.toMatch(/(?:password|secret|token): *['"]?[a-z0-9]{4,}['"]?$/im)
  })
  it('runs two of each process with all that production asks for, on a file system that is only read', () => {
    for (const name of ['api', 'worker']) {
      const service = services[name]
      expect(service?.deploy?.replicas).toBe(2)
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] })
      expect(service?.environment?.NODE_ENV).toBe('production')
    }
    expect(services.api?.healthcheck).toBeDefined()
  })
  it('lets only the proxy be reached from elsewhere', () => {
    for (const [name, { ports = [] }] of Object.entries(services)) {
      for (const port of ports)
        expect(name === 'proxy' || port.startsWith('127.0.0.1:'), port).toBe(true)
    }
  })
})

describe('the scripts beside it', () => {
  it.each(['make-certificates.sh', 'create-roles.sh', 'setup-temporal.sh'])(
    '%s is one that sh can read',
    async (name) => {
      await promisify(execFile)('sh', ['-n', join('docker', name)])
    },
  )
})
