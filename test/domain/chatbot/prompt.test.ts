import { describe, expect, it } from 'vitest'
import { buildPrompt } from '../../../src/domain/chatbot/prompt.js'
import { reserveTokens, settleTokens } from '../../../src/domain/chatbot/tokens.js'
import { INJECTIONS } from './corpus.js'
import { article } from './given.js'

describe('what a model is told', () => {
  it.each(INJECTIONS)('is data, whatever it says: %s', (hostile) => {
    const [system, user, ...more] = buildPrompt({
      language: 'de',
      earlier: Array.from({ length: 9 }, () => hostile.repeat(50)),
      question: hostile,
      passages: [article('a', { title: hostile, text: hostile })],
      places: { departments: [{ id: 'x', name: hostile, code: 'X' }], categories: [] },
    })
    expect(more).toEqual([])
    const plain = { language: 'de', earlier: [], question: '', passages: [] } as const
    const [same] = buildPrompt({ ...plain, places: { departments: [], categories: [] } })
    expect(system).toEqual(same)
    expect(user?.content).not.toMatch(/[<>|`\n\r]/)
    const data = JSON.parse(user?.content ?? '')
    expect(data.question).toBe(JSON.parse(JSON.stringify(hostile)))
    expect(data.passages).toHaveLength(1)
    expect(data.earlier).toHaveLength(4)
    expect(Object.keys(data)).toEqual(['question', 'earlier', 'passages', 'departments'])
    expect(user?.content).not.toContain('"id"')
  })

  it('costs what was reserved at most, and what is unknown costs that', () => {
    const reserved = reserveTokens([{ role: 'user', content: 'x'.repeat(2_000) }])
    expect(reserved).toBe(2_000)
    const ended = (usage: number | undefined, received = 800) =>
      settleTokens(reserved, { kind: 'ended', usage, received })
    expect([ended(700), ended(0), ended(-5), ended(undefined), ended(1e12), ended(0.5)]).toEqual([
      ...[700, 100, 100, reserved, reserved, reserved],
    ])
    expect(settleTokens(reserved, { kind: 'refused' })).toBe(0)
    expect(settleTokens(reserved, { kind: 'broken' })).toBe(reserved)
  })
})
