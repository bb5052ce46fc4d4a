import { execFile, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { Ajv } from 'ajv'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { freePort } from '../../scripts/lib/ports.js'
import { SETTINGS } from '../../src/config.js'
import { startClamd } from '../support/files/clamd.js'
import { HAS_REDIS } from '../support/redis.js'

interface Service {
  image: string
  command?: string[]
  build?: string
  environment?: Record<string, string | number | null>
  deploy?: { replicas: number }
  healthcheck?: object
  read_only?: boolean
  cap_drop?: string[]
  tmpfs?: string[]
  ports?: string[]
  depends_on?: Record<string, { condition: string }>
  restart?: string
  profiles?: string[]
}

/** What API and worker read and Compose does not give them. */
const NOT_GIVEN: Record<string, string> = {
  HOST: 'of the image',
  PORT: 'of the image: the proxy knows it',
  STORAGE_FOLDER: 'of the image',
  DATA_FOLDER: 'nothing is in it, where STORAGE_FOLDER is set',
  FFMPEG_PATH: 'of the image',
  NODE_OPTIONS: 'of the image',
  NODE_TLS_REJECT_UNAUTHORIZED: 'no certificate is passed over in production',
  DEVELOPMENT_ON_NETWORK: 'it is production',
  DATABASE_DIRECT_URL: 'no pooler is before the database',
  TEMPORAL_NAMESPACE: 'the one that is made there',
  TEMPORAL_TLS: 'its certificates are named',
  TEMPORAL_API_KEY: 'a certificate instead',
  CLAMAV_PORT: 'that of the service',
  SIGNING_KEYS: 'a file instead',
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
      expect(service?.tmpfs).toEqual([expect.stringMatching(/^\/tmp:size=\d+m,/)]) // of the machine's memory
      expect(service?.environment?.NODE_ENV).toBe('production')
    }
    expect(services.api?.healthcheck).toBeDefined()
  })
  it('gives each process every setting that it reads, or says why not', () => {
    for (const name of ['api', 'worker']) {
      const given = Object.keys(services[name]?.environment ?? {})
      const known = [...given, ...Object.keys(NOT_GIVEN)]
      expect(SETTINGS.filter((setting) => !known.includes(setting))).toEqual([])
      expect(given.filter((setting) => setting in NOT_GIVEN)).toEqual([])
      expect(
        given.filter((setting) => ![...SETTINGS, 'NODE_EXTRA_CA_CERTS'].includes(setting)),
      ).toEqual([])
    }
  })
  it('takes what it gives by name alone from whoever starts it, and sets nothing where they have not', () => {
    const environment = services.api?.environment ?? {}
    const passed = Object.keys(environment).filter((name) => environment[name] === null)
    expect(passed).toEqual(
      expect.arrayContaining(['OIDC_ISSUER', 'VAPID_PUBLIC_KEY', 'SMS_BASE_URL']),
    )
    expect(passed).not.toContain('NODE_ENV')
  })
  it('has no server beside them that they do not use', () => {
    const settings = Object.values(services.api?.environment ?? {}).join(' ')
    const own = ['api', 'worker', 'proxy', 'temporal-ui', 'admin-tools']
    for (const [name, { restart }] of Object.entries(services)) {
      if (restart !== 'unless-stopped' || own.includes(name)) continue
      expect(settings, name).toMatch(new RegExp(`(^|[\\s@/])${name}(:|\\s|$)`))
    }
  })
  it('lets only the proxy be reached from elsewhere', () => {
    for (const [name, { ports = [] }] of Object.entries(services)) {
      for (const port of ports)
        expect(name === 'proxy' || port.startsWith('127.0.0.1:'), port).toBe(true)
    }
  })
})

describe('the antivirus', () => {
  const lines = () =>
    Object.entries(services.clamav?.environment ?? {}).map(
      ([name, value]) => `${name.replace('CLAMD_CONF_', '')} ${value}`,
    )
  it('is set as the documentation says', async () => {
    const page = await readFile('docs/files.md', 'utf8')
    expect(page).toContain(`\n${lines().join('\n')}\n`)
  })
  it('begins with these settings', async ({ skip }) => {
    const folder = await mkdtemp(join(tmpdir(), 'perdure-clamd-'))
    const clamd = await startClamd(folder, lines())
    await clamd?.stop()
    await rm(folder, { recursive: true, force: true })
    if (clamd === undefined) skip('there is no clamd here')
  })
})

describe('Redis', () => {
  it.skipIf(!HAS_REDIS)('is reached by TLS, and by nobody without the password', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'perdure-certificates-'))
    const run = promisify(execFile)
    await run('sh', ['docker/make-certificates.sh', folder])
    const [port, password] = [await freePort(), 'a']
    const place = (text: string) =>
      text
        .replace(/\$\{REDIS_PASSWORD[^}]*\}/, password)
        .replace('/certificates', folder)
        .replace('@redis:', '@127.0.0.1:')
        .replace('6379', String(port))
    const [program = '', ...args] = services.redis?.command?.map(place) ?? []
    const redis = spawn(program, [...args, '--dir', folder], { stdio: 'ignore' })
    const url = place(String(services.api?.environment?.REDIS_URL))
    const ask = (address: string) =>
      run('node', ['-e', ASK, address], {
        env: { PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') },
      })
    expect((await ask(url)).stdout).toBe('PONG')
    await expect(ask(url.replace(`:${password}@`, ':wrong@'))).rejects.toThrow(/WRONGPASS/)
    redis.kill()
    await rm(folder, { recursive: true, force: true })
  })
})
/** As the product's own connection, with the certificates that the image gives. */
const ASK = `const redis = new (require('ioredis').Redis)(process.argv[1], { retryStrategy: () => 200 })
redis.on('error', (error) => /WRONGPASS/.test(error) && (console.error(String(error)), process.exit(1)))
redis.ping().then((answer) => { process.stdout.write(answer); process.exit() })`

describe('the scripts beside it', () => {
  it.each(['make-certificates.sh', 'create-roles.sh', 'setup-temporal.sh'])(
    '%s is one that sh can read',
    async (name) => {
      await promisify(execFile)('sh', ['-n', join('docker', name)])
    },
  )
  it('make certificates once, and anew where a service has none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'perdure-certificates-'))
    const make = () => promisify(execFile)('sh', ['docker/make-certificates.sh', folder])
    const read = () => readFile(join(folder, 'ca.pem'), 'utf8')
    await make()
    const first = await read()
    await make()
    expect(await read()).toBe(first)
    await writeFile(join(folder, 'done'), '') // as an earlier version has left it
    await make()
    expect(await read()).not.toBe(first)
    await rm(folder, { recursive: true, force: true })
  })
})
