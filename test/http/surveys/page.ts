import { describe, expect, it } from 'vitest'
import type { createSurveys } from '../../support/surveys.js'
import type { World } from '../../support/world.js'

type Kit = ReturnType<typeof createSurveys> & {
  world: World
  readScore: (ticketId: string) => Promise<number | null>
}

export function describePage({ world, ask, get, open, submit, readScore }: Kit): void {
  describe('the page of a survey', () => {
    it('has no scripts, shows what was clicked, and takes what its button sends', async () => {
      await world.call('requester', 'PATCH', '/users/me', { language: 'de-AT' })
      const { path, ticketId, mail } = await ask({ name: '<b>' })
      expect(mail.subject).toBe('Wie waren wir?')
      const page = await open(`${path}?rating=2`)
      const text = await page.text()
      expect(page.headers.get('content-type')).toContain('text/html')
      expect(page.headers.get('content-security-policy')).toContain(`default-src 'none'`)
      expect(text).toContain('<html lang="de">')
      expect(text).toContain(`'Segoe UI', sans-serif`) // escaped, the browser would drop the font
      expect(text).toContain('<fieldset dir="auto"><legend>What was good?') // a question in Arabic begins at the right
      expect(text).toContain('What was good? <small>(freiwillig, höchstens 2)</small>')
      expect(text).toMatch(/value="2" checked/)
      expect(text.match(/ checked/g)).toHaveLength(1)
      expect(text).not.toContain('<script')
      expect((await get(path)).status).toBe(200)

      const faulty = await submit(path, [['words', '</textarea><script>']])
      const shown = await faulty.text()
      expect(faulty.status).toBe(400)
      expect(shown).toContain('role="alert"')
      expect(shown).toContain('&lt;/textarea&gt;&lt;script&gt;')
      const began = performance.now()
      const many = Array.from({ length: 100_000 }, (_, n): [string, string] => [`x${n}`, ''])
      expect((await submit(path, [['help', '5'], ...many])).status).toBe(400)
      expect(performance.now() - began).toBeLessThan(5_000)
      const taken = await submit(path, [
        ['help', '5'],
        ['again', ''],
        ['ways', 'The words'],
        ['ways', 'The speed'],
        ['words', 'Zwei\r\nZeilen'],
      ])
      expect(await taken.text()).toContain('Vielen Dank!')
      expect(await readScore(ticketId)).toBe(5)
      const { body } = await world.call('admin', 'GET', `/surveys/responses?ticketId=${ticketId}`)
      expect(body.items[0].answers).toEqual({
        ...{ help: 5, ways: ['The words', 'The speed'], words: 'Zwei\nZeilen' },
      })
      const second = await submit(path, [['help', '1']])
      expect([second.status, await second.text()]).toEqual([
        409,
        expect.stringContaining('bereits geantwortet'),
      ])
      const unknown = await open('/surveys/answer/x')
      expect([unknown.status, await unknown.text()]).toEqual([
        404,
        expect.stringContaining('There is no such survey'),
      ])
      await world.call('requester', 'PATCH', '/users/me', { language: 'en' })
    })
  })
}
