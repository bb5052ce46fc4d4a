import { expect } from 'vitest'
import type { ArticleView } from '../../src/contracts/kb-articles.js'
import { createCommandPath } from './command-path.js'
import type { World } from './world.js'

/** Writes and reads articles as people do. */
export function createArticles(world: World) {
  const { give } = createCommandPath(world)
  const send = (who: string, method: string, path: string, body?: unknown, headers = {}) =>
    world.call(who, method, `/kb${path}`, body, headers)
  const makeCategory = async (over: object = {}): Promise<string> => {
    const made = await send('admin', 'POST', '/categories', {
      ...{ name: 'Printers', visibility: 'public', ...over },
    })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    return made.body.id
  }
  const write = async (categoryId: string, over: object = {}): Promise<ArticleView> => {
    const given = { title: 'Paper jam', body: 'Open **it**', categoryId, visibility: 'public' }
    const made = await send('moderator', 'POST', '/articles', { ...given, ...over })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    return made.body as ArticleView // conforms to the document
  }
  const publish = (id: string) => send('moderator', 'POST', `/articles/${id}/publish`, {})
  const read = (who: string, id: string) => send(who, 'GET', `/articles/${id}`)
  return { world, give, send, makeCategory, write, publish, read }
}

export type Articles = ReturnType<typeof createArticles>
