import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode } from '@temporalio/worker'
import { beforeAll, describe, expect, it } from 'vitest'
import { HISTORY_NAMES, readHistory, replay, silenceReplays } from '../support/replay.js'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const REFUSING = fileURLToPath(new URL('../support/refusing-rule.cjs', import.meta.url))
const SILENT = { trace() {}, debug() {}, info() {}, warn() {}, error() {}, log() {} }

/** No rule: it names a deadline's command. */
const COMMAND_ID = 'src/domain/ticket/system-command-id.ts'

interface Resolved {
  createData?: { resource?: string }
}
/** What the hook needs of webpack's compiler, whose types are not installed. */
interface Compiler {
  hooks: {
    normalModuleFactory: {
      tap(name: string, tapped: (factory: NormalModuleFactory) => void): void
    }
  }
}
interface NormalModuleFactory {
  hooks: { afterResolve: { tap(name: string, tapped: (resolved: Resolved) => void): void } }
}

/** The workflows as they would be bundled if these modules of the domain had other rules: none that agrees. */
async function bundleRefusing(isRefusing: (path: string) => boolean): Promise<string> {
  const plugin = {
    apply: ({ hooks }: Compiler) =>
      hooks.normalModuleFactory.tap('refusing', (factory) =>
        factory.hooks.afterResolve.tap('refusing', ({ createData }) => {
          const path = createData?.resource?.replace(ROOT, '')
          if (createData !== undefined && path?.startsWith('src/domain/') && isRefusing(path)) {
            createData.resource = REFUSING
          }
        }),
      ),
  }
  const { code } = await bundleWorkflowCode({
    workflowsPath: `${ROOT}workflows/index.ts`,
    logger: SILENT,
    webpackConfigHook: (config) => ({
      ...config,
      plugins: [...(config.plugins ?? []), plugin as never],
    }),
  })
  return code
}

describe('a rule that changes', () => {
  let code: string
  beforeAll(async () => {
    silenceReplays()
    code = await bundleRefusing((path) => path !== COMMAND_ID)
  })

  it.each(HISTORY_NAMES)('touches no running ticket: %s', async (name) => {
    expect(await replay({ code }, readHistory(name))).toBeUndefined()
  })
  it('is in no workflow: the bundle holds one module of the domain, and nothing of what surrounds it', () => {
    const modules = new Set(code.match(/\.\/(?:src|activities|temporal|prisma)\/[\w./-]+\.ts/g))
    expect([...modules]).toEqual([`./${COMMAND_ID}`])
    expect(code).not.toMatch(/node_modules\/(?:zod|pg|@prisma|hono)\//)
  })
  it('would be seen if a run asked for one', async () => {
    const asking = { code: await bundleRefusing((path) => path === COMMAND_ID) }
    expect(await replay(asking, readHistory('verified-and-closed-by-time.json'))).toBeDefined()
  })
})
