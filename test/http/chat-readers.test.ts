import { describe, expect, it } from 'vitest'
import { createChat } from '../support/chat.js'
import { createDriver } from '../support/scenario-driver.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const driver = createDriver(world)
const { begin, call, code, moderate } = driver
const { say } = createChat(driver)

describe('what was said', () => {
  it('is found by those who may read it, and by nobody else', async () => {
    const { id } = await begin('submitted')
    await say('requester', id, 'The zebracorn is loose')
    await moderate(id, 'assign')
    await say('it.head', id, 'A quagga, rather', { visibility: 'internal' })
    const found = async (who: string, q: string) =>
      (await call(who, 'GET', `/tickets?q=${q}`)).items.map((t: { id: string }) => t.id)
    expect(await found('requester', 'zebracorn')).toEqual([id])
    expect(await found('moderator', 'zebracorn')).toEqual([id])
    expect(await found('it.head', 'zebracorn')).toEqual([]) // said before joining
    expect(await found('it.head', 'quagga')).toEqual([id])
    expect(await found('requester', 'quagga')).toEqual([])
    expect(await found('it.agent', 'quagga')).toEqual([])
  })
  it('internally reaches no requester, whatever they are and however they came in again', async () => {
    const departmentId = await world.departmentId('IT')
    for (const who of ['it.agent', 'moderator2']) {
      const { id } = await world.file(who, { departmentId })
      await moderate(id, 'assign')
      const userId = await world.userId(who)
      if (who === 'it.agent') {
        await call('moderator', 'POST', `/tickets/${id}/participants/remove`, { userId })
        await call('moderator', 'POST', `/tickets/${id}/participants/add`, { userId })
      }
      const word = `okapi${id.slice(-6)}`
      await say('it.head', id, word, { visibility: 'internal' })
      const heard = JSON.stringify([
        await call(who, 'GET', `/tickets/${id}/messages`),
        await call(who, 'GET', `/tickets/${id}/timeline?limit=200`),
        await call(who, 'GET', `/tickets?q=${word}`),
      ])
      expect(heard).not.toContain(word)
      expect(
        await code(who, 'POST', `/tickets/${id}/messages`, { body: 'x', visibility: 'internal' }),
      ).toBe('forbidden')
    }
    const rooms = async (who: string) =>
      (await call(who, 'GET', '/moderator/chats?limit=200')).items as {
        title: string
        unread: number
      }[]
    const { id, title } = await world.file('moderator2', { departmentId, title: 'Of my own' })
    const unread = async (who: string) =>
      (await rooms(who)).find((room) => room.title === title)?.unread ?? 0
    const [own, other] = [await unread('moderator2'), await unread('moderator')]
    await say('admin', id, 'psst', { visibility: 'internal' })
    expect(await unread('moderator2')).toBe(own)
    expect(await unread('moderator')).toBe(other + 1)
  })
  it('stands in the timeline of those who may read it', async () => {
    const { id } = await begin('assigned')
    await say('requester', id, 'hello')
    await say('it.head', id, 'psst', { visibility: 'internal' })
    const bodies = async (who: string) =>
      (await call(who, 'GET', `/tickets/${id}/timeline?limit=200`)).items
        .filter((item: { kind: string }) => item.kind === 'message')
        .map((item: { message: { kind: string; body: string } }) => item.message)
        .filter((m: { kind: string }) => m.kind === 'message')
        .map((m: { body: string }) => m.body)
    expect(await bodies('requester')).toEqual(['hello'])
    expect(await bodies('it.head')).toEqual(['hello', 'psst'])
    expect(await bodies('it.agent')).toEqual([])
    const counted = async (path: string) =>
      (await call('moderator', 'GET', `${path}?count=true&limit=200`)) as {
        items: unknown[]
        total: number
      }
    for (const list of ['timeline', 'history', 'messages', 'sub-tickets']) {
      const { items, total } = await counted(`/tickets/${id}/${list}`)
      expect(total, list).toBe(items.length)
    }
    const rooms = await counted('/moderator/chats')
    expect(rooms.total).toBe(rooms.items.length)
    const all: string[] = []
    for (let cursor = ''; ; ) {
      const page = await call('moderator', 'GET', `/tickets/${id}/timeline?limit=3${cursor}`)
      all.push(...page.items.map((item: { kind: string }) => item.kind))
      if (page.nextCursor === null) break
      cursor = `&cursor=${page.nextCursor}`
    }
    expect(new Set(all)).toEqual(new Set(['history', 'notification', 'message']))
  })
})
