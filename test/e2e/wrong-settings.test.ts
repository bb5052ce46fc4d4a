import { execFile } from 'node:child_process'
import { beforeAll, expect, it } from 'vitest'
import { buildPrograms } from '../../scripts/lib/built-programs.js'

const PROGRAMS = {
  api: 'src/main.ts',
  worker: 'temporal/worker.ts',
  migrate: 'prisma/migrate.ts',
  seed: 'prisma/seed.ts',
  'audit:verify': 'scripts/verify-audit.ts',
  perdure: 'scripts/start.ts',
}

interface End {
  code: unknown
  stderr: string
}

/** As a start runs them, which does not take as long. */
const BUILT = ['src/main.ts', 'temporal/worker.ts']
let program: Awaited<ReturnType<typeof buildPrograms>>
beforeAll(async () => {
  program = await buildPrograms()
})

async function run(script: string, env: NodeJS.ProcessEnv): Promise<End> {
  const args = BUILT.includes(script) ? await program(script) : ['--import', 'tsx', script]
  return new Promise((resolve) =>
    execFile(
      process.execPath,
      args,
      { env: { ...process.env, ...env } },
      (error, _stdout, stderr) => resolve({ code: error?.code, stderr }),
    ),
  )
}

it.each(Object.entries(PROGRAMS))(
  '%s refuses a setting out of shape in one line',
  async (name, script) => {
    const DATABASE_URL = 'postgresql://nobody@127.0.0.1:1/none'
    expect(await run(script, { DATABASE_URL, NODE_ENV: 'prod' })).toEqual({
      code: 1,
      stderr: `${name}: NODE_ENV: must be one of development, test, production, and is "prod"\n`,
    })
  },
)
it.each(['migrate', 'seed', 'audit:verify'] as const)(
  '%s says in one line that no database answers',
  async (name) => {
    const DATABASE_URL = 'postgresql://nobody@localhost:1/none'
    const { code, stderr } = await run(PROGRAMS[name], { DATABASE_URL, NODE_ENV: 'development' })
    expect(code).toBe(1)
    expect(stderr).toMatch(new RegExp(`^${name}: [^\\n]*[a-z][^\\n]*\\n$`))
  },
)
