import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode } from '@temporalio/worker'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const REFUSING = fileURLToPath(new URL('./refusing-rule.cjs', import.meta.url))
const SILENT = { trace() {}, debug() {}, info() {}, warn() {}, error() {}, log() {} }

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
export async function bundleRefusing(isRefusing: (path: string) => boolean): Promise<string> {
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
