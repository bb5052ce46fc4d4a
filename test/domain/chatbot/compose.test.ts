import { describe, expect, it } from 'vitest'
import {
  composePassages,
  composeTicketStatus,
  describeTicketStatus,
} from '../../../src/domain/chatbot/compose.js'
import { cite, linkToSource } from '../../../src/domain/chatbot/links.js'
import { STATUSES } from '../../../src/domain/ticket/status.js'
import { INJECTIONS } from './corpus.js'
import { article, own, ticket } from './given.js'

describe('where a ticket is', () => {
  it('is said in words, in both languages, of every status', () => {
    const said = STATUSES.flatMap((status) => [
      describeTicketStatus(own({ status }), 'en'),
      describeTicketStatus(own({ status, department: null }), 'de'),
    ])
    expect(new Set(said).size).toBe(2 * STATUSES.length)
    expect(said[0]).toBe('T-1 “Broken mouse” (IT) is a draft and was not handed in yet.')
  })
  it('is told of one, of several, and of none', () => {
    const to = { language: 'en', site: '' } as const
    const [one, two] = [own(), own({ id: 't2', number: 'T-2' })]
    expect(composeTicketStatus([one], [], to)).toMatchObject({
      reply: 'T-1 “Broken mouse” (IT) is being worked on. [1](/tickets/T-1)',
      cited: [{ kind: 'ticket', id: 't1', title: 'T-1: Broken <b>mouse</b>' }],
    })
    expect(composeTicketStatus([one, two], [], to).reply.split('\n')).toHaveLength(3)
    expect(composeTicketStatus([], [], to)).toEqual({
      reply: 'You have no open ticket.',
      cited: [],
    })
    expect(composeTicketStatus([], ['T-9'], to).reply).toBe(
      'I know no ticket of yours with that number.',
    )
  })
})

describe('an answer without a model', () => {
  it('is the best passages with links, or that nothing is known', () => {
    const many = ['a', 'b', 'c', 'd'].map((id) => article(id))
    const { reply, cited } = composePassages(many, 'de', 'https://desk.example/')
    expect(reply).toContain('- About a [1](https://desk.example/kb/articles/a): Text of a')
    expect(cited.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(composePassages([], 'en', '').reply).toMatch(/^I don’t know/)
    const long = composePassages([article('a', { text: 'word '.repeat(200) })], 'en', '').reply
    expect(long).toMatch(/word …/)
    expect(composePassages([article('a', { text: 'x'.repeat(900) })], 'en', '').reply).toMatch(
      /x …/,
    )
    for (const hostile of INJECTIONS) {
      const hurt = composePassages(
        [article('a', { title: hostile, text: hostile })],
        'en',
        '',
      ).reply
      expect(hurt.replace('[1](/kb/articles/a)', '')).not.toMatch(/[[\]]|<[a-z/!?]|:\/\//i)
    }
  })
  it('cites articles and tickets, and leads to both', () => {
    expect(cite(article('a'))).toEqual({ articleId: 'a', title: 'About a' })
    expect(cite(ticket('t'))).toEqual({ ticketId: 't', title: 't' })
    expect(linkToSource(ticket('t'), 'https://desk.example/')).toBe(
      'https://desk.example/tickets/T-t',
    )
  })
})
