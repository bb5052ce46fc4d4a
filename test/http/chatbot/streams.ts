import { describe, expect, it } from 'vitest'
import type { Assistant } from '../../support/assistant-world.js'
import { parrot, readEvents } from '../../support/chatbot.js'

export function describeStreams(assistant: Assistant): void {
  const { world, open } = assistant
  describe('a stream', () => {
    it('tells sentences as they come, then what they cite, then all of it; and stops the model when nobody listens', async () => {
      const url = await world.serve()
      assistant.server.asked.length = 0
      assistant.server.state.answer = () => ({
        says: ['Pull it [1]. ', 'Turn it [1]. ', 'Done [1].'],
        pauseMs: 50,
      })
      const key = { 'Idempotency-Key': 'stream once' }
      const events = readEvents(await (await open(url, key)).text())
      const deltas = events.filter(({ name }) => name === 'delta')
      expect(deltas.length).toBeGreaterThan(1)
      expect(events.slice(-2).map(({ name }) => name)).toEqual(['citations', 'done'])
      const done = events.at(-1)?.data
      expect(done.reply).toBe(deltas.map(({ data }) => data.text).join(''))
      expect(events.at(-2)?.data.citations).toEqual(done.citations)
      const again = readEvents(await (await open(url, key)).text())
      expect(again.at(-1)?.data).toEqual(done)
      expect(assistant.server.asked).toHaveLength(1)

      assistant.server.state.answer = () => ({
        ...{ says: Array.from({ length: 200 }, () => 'Pull it [1]. '), pauseMs: 20, hangs: true },
      })
      const leaving = new AbortController()
      const other = { 'Idempotency-Key': 'leave' }
      const left = await open(url, other, leaving.signal)
      await left.body?.getReader().read()
      leaving.abort()
      await world.until(async () => assistant.server.asked.at(-1)?.isLeft)
      assistant.server.state.answer = parrot
      const resumed = await world.until(async () => {
        const answer = await open(url, other)
        return answer.status === 200 && readEvents(await answer.text()).at(-1)
      })
      expect(resumed.name).toBe('done')
    })
  })
}
