import { createRequire } from 'node:module'

interface Translator {
  build(options: object): Promise<unknown>
  stop(): Promise<void>
}

/** Has TypeScript translated into programs that Node reads; the options are esbuild's. */
export async function translate(options: object): Promise<void> {
  const { resolve } = createRequire(import.meta.url)
  const translator: Translator = createRequire(resolve('tsx'))('esbuild') // which tsx brings
  try {
    await translator.build({
      ...{ bundle: true, packages: 'external', platform: 'node', format: 'esm', target: 'node20' },
      ...{ keepNames: true, logLevel: 'silent' },
      ...options,
    })
  } finally {
    await translator.stop()
  }
}
