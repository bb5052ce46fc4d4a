import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import type { FileTypeName } from '../../../src/domain/attachment/file-types.js'
import { inspectFile } from '../../../src/files/inspect.js'

/** What is wrong with a file of this content that was said to be of a type. */
export function useInspection() {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'perdure-inspect-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  return async (type: FileTypeName, content: Buffer | string) => {
    const path = join(folder, 'file')
    await writeFile(path, content)
    return (await inspectFile({ path, type })).problem
  }
}
