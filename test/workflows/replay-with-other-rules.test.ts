import { beforeAll, describe, expect, it } from 'vitest'
import { bundleRefusing } from '../support/refusing-bundle.js'
import { HISTORY_NAMES, readHistory, replay, silenceReplays } from '../support/replay.js'

/** No rule: it names a deadline's command. */
const COMMAND_ID = 'src/domain/ticket/system-command-id.ts'

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
