import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeFiles } from './files-to-send.js'
import { type Stage, setStage } from './stage.js'
import { talkUnderKills } from './talk.js'

let stage: Stage
beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage.remove())

it('50 words, 10 files and the mails of 50 tickets outlive API and worker: each comes once', async () => {
  const files = await makeFiles(10)
  const victims = ['api', 'worker'] as const
  const talked = await talkUnderKills(stage.product, stage.departmentId, {
    ...{ tickets: 50, atOnce: 8, victims, everyMs: 1_500, files },
  })
  expect(talked.sent).toHaveLength(10)
  const { letters } = await stage.expectAll(talked, 120_000)
  expect(letters).toBeGreaterThanOrEqual(50)
}, 240_000)
