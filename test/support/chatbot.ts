import { expect } from 'vitest'
import { KB_VISIBILITIES } from '../../src/domain/kb/visibility.js'
import type { AskedOfModel } from './model-server.js'
import type { World } from './world.js'

/** What the articles are about that tests publish. */
export const QUESTION = 'How do I unjam the zorblatt?'
const SECRET = /secret-[a-z]+-[a-z]+/g

/** By which articles words came to be somewhere. */
export const secrets = (text: unknown) => [...new Set(JSON.stringify(text).match(SECRET))].sort()

/** It says all that it was given, and cites all of it. */
export const parrot = ({ data }: AskedOfModel) => ({
  says: data.passages.map(({ n, text }) => `${text} [${n}]\n`),
})

export const readEvents = (text: string) =>
  [...text.matchAll(/^event: (\w+)\ndata: (.*)$/gm)].map(([, name, data = '']) => ({
    ...{ name, data: JSON.parse(data) },
  }))

/** Asks the assistant about articles of every reach. */
export function createChatbot(world: World) {
  /** Ids of categories by their visibility. */
  const categories = new Map<string, string>()
  const post = (who: string, path: string, body: object = {}) => world.call(who, 'POST', path, body)
  const ask = (who: string, message: string, over: object = {}, headers = {}) =>
    world.call(who, 'POST', '/chatbot/messages', { message, ...over }, headers)

  async function publish(category: string, visibility: string, text: string): Promise<string> {
    const article = { title: `Zorblatt ${category} ${visibility}`, body: text, visibility }
    const { body } = await post('admin', '/kb/articles', {
      ...{ ...article, categoryId: categories.get(category), language: 'en' },
    })
    expect((await post('admin', `/kb/articles/${body.id}/publish`)).status).toBe(200)
    return body.id
  }

  return {
    ...{ ask, post, publish },
    /** One of each reach in a category of each, all about the same thing. */
    publishAll: async () => {
      for (const category of KB_VISIBILITIES) {
        const made = await post('admin', '/kb/categories', { name: category, visibility: category })
        categories.set(category, made.body.id)
        for (const visibility of KB_VISIBILITIES) {
          const secret = `secret-${category}-${visibility}`
          await publish(category, visibility, `To unjam the zorblatt, pull its lever: ${secret}.`)
        }
      }
    },
    /** The id of a new conversation. */
    converse: async (who: string): Promise<string> =>
      (await ask(who, QUESTION)).body.conversationId,
    /** Asks for events, by a real connection. */
    open: async (url: string, headers: Record<string, string> = {}, signal?: AbortSignal) =>
      fetch(`${url}/chatbot/messages`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${await world.token('requester')}`,
          ...{ 'Content-Type': 'application/json', Accept: 'text/event-stream', ...headers },
        },
        body: JSON.stringify({ message: QUESTION }),
        ...(signal === undefined ? {} : { signal }),
      }),
  }
}
