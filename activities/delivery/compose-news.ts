import { createSay, type Say } from '../../src/domain/ticket/outcome/say.js'
import type { Mail } from '../ports.js'
import type { Addressed } from './addressed.js'
import { composeMail } from './render.js'

interface News {
  title: string
  /** What it is about, by its name. */
  about: string
  what: string
  expected: string | null
}

/** News of one thing beside the tickets, which no link leads to. */
export function composeNews(id: string, to: Addressed, describe: (say: Say) => News): Mail {
  const say = createSay(to.timezone, to.language)
  const { title, about, what, expected } = describe(say)
  const { open } = say.phrases.operations
  const entry = { title, ticket: about, what, quotes: [], expected, link: null, open }
  return composeMail(id, to, say, { subject: title, entries: [entry] })
}
